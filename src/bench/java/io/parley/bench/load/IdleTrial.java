package io.parley.bench.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What it costs to come, and to be there without a word. */
final class IdleTrial {

    /** For what still has to be told about who came. */
    private static final Duration REST = Duration.ofSeconds(1);

    /** What is kept of those who were here before goes within this. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    /** So much a connection is nothing. */
    private static final int NEGLIGIBLE_BYTES = 20;

    private final BenchServer server;
    private final Workload workload;

    IdleTrial(BenchServer server, Workload workload) {
        this.server = server;
        this.workload = workload;
    }

    /** With everybody in rooms whose names begin like this, on one of the targets. */
    Map<Figure, Double> run(Target target, String rooms) {
        MemoryGauge.Memory before = settled();
        server.makeRoomInMemory();
        try (Crowd crowd = new Crowd(target, server.port(), (publisher, sentAt, isNext) -> {})) {
            Duration cpu = server.cpu();
            crowd.gather(rooms, workload);
            Duration spent = server.cpu().minus(cpu);
            crowd.listen(REST);
            MemoryGauge.Memory after = server.memory();

            double connections = workload.connections();
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.CPU_PER_CONNECT, spent.toNanos() / 1e3 / connections);
            figures.put(Figure.HEAP, (after.heapBytes() - before.heapBytes()) / connections);
            figures.put(Figure.RESIDENT, (after.residentBytes() - before.residentBytes()) / connections);
            return figures;
        }
    }

    /** What the server takes when it has forgotten those who were here before. */
    private MemoryGauge.Memory settled() {
        MemoryGauge.Memory memory = server.memory();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long freed = Long.MAX_VALUE;
        while (freed > (long) NEGLIGIBLE_BYTES * workload.connections() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            MemoryGauge.Memory later = server.memory();
            freed = memory.heapBytes() - later.heapBytes();
            memory = later;
        }
        return memory;
    }
}
