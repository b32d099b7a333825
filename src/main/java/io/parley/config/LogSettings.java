package io.parley.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The room log.
 *
 * @param engine its engine
 * @param dedupe how long an idempotency key is remembered
 * @param memory the bounds of the engine in memory
 * @param jdbc those of the engine in a database
 */
public record LogSettings(LogEngine engine, Duration dedupe, Memory memory, Jdbc jdbc) {

    private static final int KIB = 1024;
    private static final int GIB = 1 << 30;
    private static final int MILLION = 1_000_000;
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * The bounds of the log in memory.
     *
     * @param entries newest entries that a room's log keeps
     * @param bytes what the entries of a room's log may take
     * @param keys idempotency keys that are remembered
     * @param rooms rooms that have a log
     * @param totalBytes what all rooms' logs may take together
     */
    public record Memory(int entries, int bytes, int keys, int rooms, long totalBytes) {}

    /**
     * The log in a database.
     *
     * @param datasource the JNDI name of its data source; where absent, the server's default
     * @param schema what is done to its tables at the start
     * @param waiting what may wait to be stored
     * @param tail the newest entries in memory
     * @param reads pages that may wait to be read
     * @param timeout after which the database has not answered
     * @param poll between looks for what other nodes have stored
     */
    public record Jdbc(
            Optional<String> datasource,
            SchemaChoice schema,
            Waiting waiting,
            Tail tail,
            int reads,
            Duration timeout,
            Duration poll) {}

    /**
     * What may wait to be stored.
     *
     * @param entries messages
     * @param bytes what they may take
     * @param patience how long they may wait, and how long the outcome of a commit is looked for
     */
    public record Waiting(int entries, long bytes, Duration patience) {}

    /**
     * The newest entries of live rooms, kept in memory.
     *
     * @param entries of one room
     * @param bytes what they may take
     * @param totalBytes what those of all rooms may take
     */
    public record Tail(int entries, int bytes, long totalBytes) {}

    static LogSettings read(SettingReader reader) {
        return new LogSettings(
                reader.choice(Setting.LOG, LogEngine.class),
                reader.duration(Setting.LOG_DEDUPE, SECOND, Duration.ofDays(1)),
                new Memory(
                        reader.number(Setting.LOG_MEMORY_ENTRIES, 1, MILLION),
                        reader.number(Setting.LOG_MEMORY_BYTES, KIB, GIB),
                        reader.number(Setting.LOG_MEMORY_KEYS, 1, 10 * MILLION),
                        reader.number(Setting.LOG_MEMORY_ROOMS, 1, MILLION),
                        reader.longNumber(Setting.LOG_MEMORY_TOTAL_BYTES, 64 * KIB, 64L * GIB)),
                jdbc(reader));
    }

    private static Jdbc jdbc(SettingReader reader) {
        return new Jdbc(
                reader.jndiName(Setting.LOG_DATASOURCE),
                reader.choice(Setting.LOG_SCHEMA, SchemaChoice.class),
                new Waiting(
                        reader.number(Setting.LOG_WAITING, 1, MILLION),
                        reader.longNumber(Setting.LOG_WAITING_BYTES, KIB, 64L * GIB),
                        reader.duration(Setting.LOG_PATIENCE, SHORT, HOUR)),
                new Tail(
                        reader.number(Setting.LOG_TAIL_ENTRIES, 1, MILLION),
                        reader.number(Setting.LOG_TAIL_BYTES, KIB, GIB),
                        reader.longNumber(Setting.LOG_TAIL_TOTAL_BYTES, 64 * KIB, 64L * GIB)),
                reader.number(Setting.LOG_READS, 1, MILLION),
                reader.duration(Setting.LOG_TIMEOUT, SHORT, HOUR),
                reader.duration(Setting.LOG_POLL, SHORT, HOUR));
    }
}
