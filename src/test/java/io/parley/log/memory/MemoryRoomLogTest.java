package io.parley.log.memory;

import io.parley.log.ManualClock;
import io.parley.log.RoomLog;
import io.parley.log.RoomLogContract;

/** The log in memory keeps the contract; what is its own is in the other tests of this package. */
class MemoryRoomLogTest extends RoomLogContract {

    @Override
    protected RoomLog newLog(ManualClock clock) {
        return new MemoryRoomLog(
                new MemoryLogSettings(10_000, 64 << 20, 10_000, 10, 1L << 30, WINDOW), clock, EXECUTOR);
    }
}
