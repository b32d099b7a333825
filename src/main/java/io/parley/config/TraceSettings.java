package io.parley.config;

import java.time.Duration;

/**
 * What traces of frames may take.
 *
 * @param traces at a time
 * @param frames of one connection, at most
 * @param payloadBytes of each payload that are kept; 0 for none
 * @param bytes of memory for all of them
 * @param time how long one may last
 * @param streams that may follow frames as they pass, at a time
 */
public record TraceSettings(int traces, int frames, int payloadBytes, long bytes, Duration time, int streams) {

    private static final int MOST_TRACES = 1000;
    private static final int MOST_FRAMES = 10_000;
    private static final int MOST_PAYLOAD_BYTES = 4096;
    private static final long LEAST_BYTES = 64 * 1024;
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_STREAMS = 100;

    static TraceSettings read(SettingReader reader) {
        return new TraceSettings(
                reader.number(Setting.TRACES_COUNT, 1, MOST_TRACES),
                reader.number(Setting.TRACES_FRAMES, 1, MOST_FRAMES),
                reader.number(Setting.TRACES_PAYLOAD_BYTES, 0, MOST_PAYLOAD_BYTES),
                reader.longNumber(Setting.TRACES_BYTES, LEAST_BYTES, MOST_BYTES),
                reader.duration(Setting.TRACES_TIME, Duration.ofSeconds(1), Duration.ofDays(7)),
                reader.number(Setting.TRACES_STREAMS, 1, MOST_STREAMS));
    }
}
