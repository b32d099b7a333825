package io.parley.bench.log;

import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;

/**
 * Somebody comes into a room in which nobody is: follows it, and reads the newest page. In turn, a small and a large
 * one.
 */
final class Joining implements Trial {

    private static final int TIMES = 100;
    private static final Range NEWEST = new Range(1, Long.MAX_VALUE, Range.End.NEWEST, 50, 1 << 20);

    private final BenchDatabase database;
    private final RoomName small;
    private final RoomName large;

    Joining(BenchDatabase database, RoomName small, RoomName large) {
        this.database = database;
        this.small = small;
        this.large = large;
    }

    @Override
    public void run(Samples samples) {
        Meter toSmall = new Meter(0);
        Meter toLarge = new Meter(0);
        try (LogNode node = new LogNode(database.pool().source())) {
            for (int i = 0; i < TIMES; i++) {
                toSmall.record(join(node, small));
                toLarge.record(join(node, large));
            }
        }
        samples.addPercentiles("join of the small room", toSmall);
        samples.addPercentiles("join of the large room", toLarge);
        samples.add("join of the large by the small, p50, times", toLarge.millis(50) / toSmall.millis(50));
    }

    private static long join(LogNode node, RoomName room) {
        long begun = System.nanoTime();
        RoomLog.Subscription subscription = node.follow(room);
        Page page = node.log().read(room, NEWEST).toCompletableFuture().join();
        long nanos = System.nanoTime() - begun;
        subscription.end();
        if (page.entries().size() != NEWEST.maxEntries()) {
            throw new IllegalStateException("joined with " + page.entries().size());
        }
        return nanos;
    }
}
