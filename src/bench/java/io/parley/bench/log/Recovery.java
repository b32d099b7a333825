package io.parley.bench.log;

import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import java.util.function.LongSupplier;

/** What a client has missed: the newest entries of a large room, all of them, from the database and from memory. */
final class Recovery implements Trial {

    private static final int MISSED = 1_000;
    private static final int BYTES = 4 << 20;
    private static final int TIMES = 50;

    private final BenchDatabase database;
    private final RoomName room;
    private final long newest;

    Recovery(BenchDatabase database, RoomName room, long newest) {
        this.database = database;
        this.room = room;
        this.newest = newest;
    }

    @Override
    public void run(Samples samples) {
        try (LogNode node = new LogNode(database.pool().source())) {
            samples.addPercentiles("recovery of 1,000 from the database", measure(() -> read(node.log())));
            node.follow(room);
            samples.addPercentiles("recovery of 1,000 from the tail", measure(() -> read(node.log())));
        }
    }

    static Meter measure(LongSupplier reading) {
        Meter meter = new Meter(0);
        for (int i = 0; i < TIMES; i++) {
            meter.record(reading.getAsLong());
        }
        return meter;
    }

    private long read(RoomLog log) {
        long begun = System.nanoTime();
        Page page = log.read(room, new Range(newest - MISSED + 1, Long.MAX_VALUE, Range.End.OLDEST, MISSED, BYTES))
                .toCompletableFuture()
                .join();
        long nanos = System.nanoTime() - begun;
        if (page.entries().size() != MISSED) {
            throw new IllegalStateException("recovered are " + page.entries().size());
        }
        return nanos;
    }
}
