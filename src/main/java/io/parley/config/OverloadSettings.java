package io.parley.config;

import java.time.Duration;

/**
 * From where on the server is busy; 0 for never.
 *
 * @param heapPercent of the heap
 * @param outboxBytes waiting for all connections
 * @param delay of its tasks
 */
public record OverloadSettings(int heapPercent, long outboxBytes, Duration delay) {

    private static final int MOST_PERCENT = 99;
    private static final long MOST_BYTES = 64L << 30;

    static OverloadSettings read(SettingReader reader) {
        return new OverloadSettings(
                reader.number(Setting.OVERLOAD_HEAP, 0, MOST_PERCENT),
                reader.longNumber(Setting.OVERLOAD_OUTBOXES, 0, MOST_BYTES),
                reader.duration(Setting.OVERLOAD_DELAY, Duration.ZERO, Duration.ofHours(1)));
    }
}
