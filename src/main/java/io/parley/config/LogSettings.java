package io.parley.config;

import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.Optional;

/**
 * The room log.
 *
 * @param engine its engine
 * @param dedupe how long an idempotency key is remembered
 * @param memory the bounds of the engine in memory
 * @param jdbc those of the engine in a database
 * @param publications what transactions have said
 * @param rules what is different for some rooms
 */
public record LogSettings(
        LogEngine engine, Duration dedupe, Memory memory, Jdbc jdbc, Publications publications, RoomRules rules) {

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
     * @param retention how long messages are kept
     * @param reads how they are read
     */
    public record Jdbc(
            Optional<String> datasource,
            SchemaChoice schema,
            Waiting waiting,
            Tail tail,
            Retention retention,
            Reads reads) {}

    /**
     * How long messages are kept.
     *
     * @param age since they were stored; zero for any
     * @param entries newest ones of a room; 0 for all
     */
    public record Retention(Duration age, long entries) {

        private boolean isBounded() {
            return !age.isZero() || entries > 0;
        }
    }

    /**
     * How the database is read.
     *
     * @param waiting pages that may wait to be read
     * @param timeout after which the database has not answered
     * @param poll between looks for what other nodes have stored
     */
    public record Reads(int waiting, Duration timeout, Duration poll) {}

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

    /**
     * What transactions of applications have said, on its way into the rooms.
     *
     * @param waiting how many may wait
     * @param sweep between looks for some
     * @param setAside how long those are kept that no room could take
     */
    public record Publications(int waiting, Duration sweep, Duration setAside) {}

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
                jdbc(reader),
                new Publications(
                        reader.number(Setting.PUBLICATIONS_WAITING, 1, 100 * MILLION),
                        reader.duration(Setting.PUBLICATIONS_SWEEP, SHORT, HOUR),
                        reader.duration(Setting.PUBLICATIONS_SET_ASIDE, HOUR, RoomRules.LONGEST)),
                RoomRules.read(reader));
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
                new Retention(
                        reader.duration(Setting.LOG_RETENTION_AGE, Duration.ZERO, RoomRules.LONGEST),
                        reader.longNumber(Setting.LOG_RETENTION_ENTRIES, 0, RoomRules.MOST)),
                new Reads(
                        reader.number(Setting.LOG_READS, 1, MILLION),
                        reader.duration(Setting.LOG_TIMEOUT, SHORT, HOUR),
                        reader.duration(Setting.LOG_POLL, SHORT, HOUR)));
    }

    /**
     * The engine of a room.
     *
     * @param room which
     * @return that of the rule for it, else the general one
     */
    public LogEngine engine(RoomName room) {
        return rules.find(room, RoomRules.Rule::engine).orElse(engine);
    }

    /**
     * How long a room's messages are kept in a database.
     *
     * @param room which
     * @return each bound that of the rule for it, else the general one
     */
    public Retention retention(RoomName room) {
        return new Retention(
                rules.find(room, RoomRules.Rule::retentionAge)
                        .orElse(jdbc.retention().age()),
                rules.find(room, RoomRules.Rule::retentionEntries)
                        .orElse(jdbc.retention().entries()));
    }

    /**
     * Whether nothing is ever taken away, of any room.
     *
     * @return false where a bound is set, in general or for some rooms
     */
    public boolean keepsAll() {
        return !jdbc.retention().isBounded()
                && rules.rules().stream()
                        .noneMatch(rule -> rule.retentionAge().isPresent()
                                || rule.retentionEntries().isPresent());
    }

    /**
     * Whether any room may need an engine.
     *
     * @param wanted which
     * @return false where none does
     */
    public boolean uses(LogEngine wanted) {
        return engine == wanted
                || rules.rules().stream().anyMatch(rule -> rule.engine().equals(Optional.of(wanted)));
    }
}
