package io.parley.log;

import org.junit.jupiter.api.BeforeEach;

/**
 * What every engine behind {@link RoomLog} must do. An engine's test extends this and makes its log; the engine may
 * complete stages and call listeners on any thread.
 */
public abstract class RoomLogContract
        implements AppendContract, IdempotencyContract, ReadContract, SubscriptionContract {

    private final ManualClock clock = new ManualClock();
    private RoomLog log;

    /**
     * A log without entries that keeps at least 5,000 of them a room, in three rooms, and remembers a key for
     * {@link LogUnderTest#WINDOW}, 5,000 keys a room.
     */
    protected abstract RoomLog newLog(ManualClock clock);

    @BeforeEach
    void makeLog() {
        log = newLog(clock);
    }

    @Override
    public final RoomLog log() {
        return log;
    }

    @Override
    public final ManualClock clock() {
        return clock;
    }
}
