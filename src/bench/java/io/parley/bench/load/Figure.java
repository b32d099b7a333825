package io.parley.bench.load;

/** What is measured. */
enum Figure {
    /** User and system time of the server's process. */
    CPU_PER_DELIVERY("server CPU per delivery", "µs"),
    /** Messages times those who read them. */
    DELIVERIES("deliveries a second", ""),
    /** From sending to reading. */
    P50("p50", "ms"),
    /** The same. */
    P99("p99", "ms"),
    /** The same. */
    P999("p99.9", "ms"),
    /** Where it is near to 100, this is what was measured. */
    GENERATOR("load generator's CPU", "% of a core"),
    /** Lost, twice or in another order. */
    FAULTS("lost or out of order", ""),
    /** User and system time of the server's process, from the handshake to {@code joined}. */
    CPU_PER_CONNECT("server CPU per connect", "µs"),
    /** Live objects, after a collection. */
    HEAP("heap per connection", "bytes"),
    /** What the operating system gives the server's process, after a collection. */
    RESIDENT("resident per connection", "bytes");

    private final String title;
    private final String unit;

    Figure(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }
}
