package io.parley.config;

import static io.parley.config.SettingUnit.BYTES;
import static io.parley.config.SettingUnit.CHARS;
import static io.parley.config.SettingUnit.COUNT;
import static io.parley.config.SettingUnit.DURATION;
import static io.parley.config.SettingUnit.FLAG;
import static io.parley.config.SettingUnit.JNDI;
import static io.parley.config.SettingUnit.NETWORKS;
import static io.parley.config.SettingUnit.PATH;
import static io.parley.config.SettingUnit.PERCENT;
import static io.parley.config.SettingUnit.ROOM;
import static io.parley.config.SettingUnit.WORD;

/**
 * The catalogue of the settings: the one source of their names and defaults, and of the README's table. In the
 * environment {@code parley.x.y-z} is {@code PARLEY_X_Y_Z}. Bounds are where {@link Settings} reads them.
 */
public enum Setting {
    /** {@code parley.data.dir}. */
    DATA_DIR("parley.data.dir", PATH, "the server's data folder", "what must survive a restart lives here"),
    /** {@code parley.log}. */
    LOG("parley.log", WORD, "jdbc", "the room log's engine: `jdbc` for a database, `memory`"),
    /** {@code parley.log.datasource}. */
    LOG_DATASOURCE("parley.log.datasource", JNDI, "the server's default data source", "the log's database"),
    /** {@code parley.log.schema}. */
    LOG_SCHEMA("parley.log.schema", WORD, "migrate", "at the start: `migrate` its tables, or only `validate` them"),
    /** {@code parley.log.waiting}. */
    LOG_WAITING("parley.log.waiting", COUNT, "10000", "messages that may wait to be stored"),
    /** {@code parley.log.waiting-bytes}. */
    LOG_WAITING_BYTES("parley.log.waiting-bytes", BYTES, "16777216", "what they may take"),
    /** {@code parley.log.patience}. */
    LOG_PATIENCE(
            "parley.log.patience",
            DURATION,
            "PT5S",
            "how long they may wait, and how long the outcome of a commit is looked for"),
    /** {@code parley.log.timeout}. */
    LOG_TIMEOUT("parley.log.timeout", DURATION, "PT10S", "after which the database has not answered"),
    /** {@code parley.log.poll}. */
    LOG_POLL("parley.log.poll", DURATION, "PT1S", "between looks for what other nodes have stored"),
    /** {@code parley.log.reads}. */
    LOG_READS("parley.log.reads", COUNT, "1000", "pages that may wait to be read, four being read at a time"),
    /** {@code parley.log.tail-entries}. */
    LOG_TAIL_ENTRIES("parley.log.tail-entries", COUNT, "1000", "newest entries of a live room kept in memory"),
    /** {@code parley.log.tail-bytes}. */
    LOG_TAIL_BYTES("parley.log.tail-bytes", BYTES, "1048576", "what they may take"),
    /** {@code parley.log.tail-total-bytes}. */
    LOG_TAIL_TOTAL_BYTES("parley.log.tail-total-bytes", BYTES, "67108864", "what those of all rooms may take"),
    /** {@code parley.log.retention-age}. */
    LOG_RETENTION_AGE("parley.log.retention-age", DURATION, "PT0S", "how long messages are kept; `PT0S`: for ever"),
    /** {@code parley.log.retention-entries}. */
    LOG_RETENTION_ENTRIES("parley.log.retention-entries", COUNT, "0", "newest messages kept of a room; 0: all"),
    /** {@code parley.log.dedupe}. */
    LOG_DEDUPE("parley.log.dedupe", DURATION, "PT5M", "how long an idempotency key is remembered"),
    /** {@code parley.log.memory.entries}. */
    LOG_MEMORY_ENTRIES("parley.log.memory.entries", COUNT, "1000", "newest entries that a room's log keeps"),
    /** {@code parley.log.memory.bytes}. */
    LOG_MEMORY_BYTES("parley.log.memory.bytes", BYTES, "1048576", "what the entries of a room's log may take"),
    /** {@code parley.log.memory.keys}. */
    LOG_MEMORY_KEYS("parley.log.memory.keys", COUNT, "100000", "idempotency keys that are remembered"),
    /** {@code parley.log.memory.rooms}. */
    LOG_MEMORY_ROOMS("parley.log.memory.rooms", COUNT, "10000", "rooms that have a log"),
    /** {@code parley.log.memory.total-bytes}. */
    LOG_MEMORY_TOTAL_BYTES(
            "parley.log.memory.total-bytes", BYTES, "67108864", "what all rooms' logs may take together"),
    /** {@code parley.publications.waiting}. */
    PUBLICATIONS_WAITING(
            "parley.publications.waiting", COUNT, "100000", "what transactions published and no room has yet"),
    /** {@code parley.publications.sweep}. */
    PUBLICATIONS_SWEEP("parley.publications.sweep", DURATION, "PT1S", "between looks for it that nobody asks for"),
    /** {@code parley.publications.set-aside}. */
    PUBLICATIONS_SET_ASIDE("parley.publications.set-aside", DURATION, "P30D", "how long what no room takes is kept"),
    /** {@code parley.default-room}. */
    DEFAULT_ROOM("parley.default-room", ROOM, "lobby", "joined in plain mode"),
    /** {@code parley.guests}. */
    GUESTS("parley.guests", FLAG, "true", "are guests allowed"),
    /** {@code parley.origins}. */
    ORIGINS(
            "parley.origins",
            SettingUnit.ORIGINS,
            "same origin",
            "the only origins that are allowed, comma-separated; `*` for all but `null`, which is listed by itself"),
    /** {@code parley.proxies}. */
    PROXIES(
            "parley.proxies",
            NETWORKS,
            "none",
            "the proxies whose `Forwarded` or `X-Forwarded-*` is believed, comma-separated"),
    /** {@code parley.limits.message-bytes}. */
    LIMITS_MESSAGE_BYTES("parley.limits.message-bytes", BYTES, "65536", "one inbound message"),
    /** {@code parley.limits.text-chars}. */
    LIMITS_TEXT_CHARS("parley.limits.text-chars", CHARS, "16000", "`text` of one message"),
    /** {@code parley.limits.rooms}. */
    LIMITS_ROOMS("parley.limits.rooms", COUNT, "100", "rooms of one connection"),
    /** {@code parley.limits.errors}. */
    LIMITS_ERRORS("parley.limits.errors", COUNT, "60", "faulty commands a minute before 4400; 0: never"),
    /** {@code parley.limits.first-message}. */
    LIMITS_FIRST_MESSAGE(
            "parley.limits.first-message", DURATION, "PT30S", "full mode: to join or send something; `PT0S`: any time"),
    /** {@code parley.limits.connections}. */
    LIMITS_CONNECTIONS("parley.limits.connections", COUNT, "100000", "open connections in all; 0: any number"),
    /** {@code parley.limits.per-user}. */
    LIMITS_PER_USER("parley.limits.per-user", COUNT, "16", "open connections of one user; 0: any number"),
    /** {@code parley.limits.per-user-over}. */
    LIMITS_PER_USER_OVER(
            "parley.limits.per-user-over",
            WORD,
            "oldest",
            "which one goes above that: the `oldest` is closed (4409), or the `newest` refused (429)"),
    /** {@code parley.limits.per-address}. */
    LIMITS_PER_ADDRESS("parley.limits.per-address", COUNT, "1000", "open connections from one address; 0: any number"),
    /** {@code parley.limits.handshakes}. */
    LIMITS_HANDSHAKES("parley.limits.handshakes", COUNT, "200", "handshakes a second from one address; 0: any number"),
    /** {@code parley.limits.rate}. */
    LIMITS_RATE(
            "parley.limits.rate",
            COUNT,
            "50",
            "commands a second of one connection, four times as many after a pause; 0: any number"),
    /** {@code parley.limits.user-rate}. */
    LIMITS_USER_RATE(
            "parley.limits.user-rate", COUNT, "200", "the same of all connections of one user together; 0: any number"),
    /** {@code parley.limits.read-rate}. */
    LIMITS_READ_RATE(
            "parley.limits.read-rate",
            COUNT,
            "30",
            "`join` and `history` a second of one connection, likewise; 0: any number"),
    /** {@code parley.limits.typing-rate}. */
    LIMITS_TYPING_RATE(
            "parley.limits.typing-rate",
            COUNT,
            "5",
            "`typing` a second of one connection, likewise, and more is dropped; 0: any number"),
    /** {@code parley.limits.byte-rate}. */
    LIMITS_BYTE_RATE(
            "parley.limits.byte-rate",
            BYTES,
            "262144",
            "bytes of commands a second of one connection, likewise, and one message at least; 0: any number"),
    /** {@code parley.frames.bytes}. */
    FRAMES_BYTES("parley.frames.bytes", BYTES, "0", "payload of one inbound frame; 0: as much as a message has"),
    /** {@code parley.frames.fragments}. */
    FRAMES_FRAGMENTS("parley.frames.fragments", COUNT, "1024", "frames of one inbound message; 0: any number"),
    /** {@code parley.frames.empty}. */
    FRAMES_EMPTY("parley.frames.empty", COUNT, "16", "empty ones of these in a row; 0: any number"),
    /** {@code parley.frames.control-rate}. */
    FRAMES_CONTROL_RATE("parley.frames.control-rate", COUNT, "100", "inbound pings and pongs a second; 0: any number"),
    /** {@code parley.frames.rate}. */
    FRAMES_RATE("parley.frames.rate", COUNT, "5000", "inbound frames a second; 0: any number"),
    /** {@code parley.frames.byte-rate}. */
    FRAMES_BYTE_RATE(
            "parley.frames.byte-rate",
            BYTES,
            "8388608",
            "inbound bytes a second, no less than two messages; 0: any number"),
    /** {@code parley.frames.time}. */
    FRAMES_TIME(
            "parley.frames.time",
            DURATION,
            "PT30S",
            "for one inbound frame to arrive, from its second piece on; `PT0S`: any time"),
    /** {@code parley.frames.message-time}. */
    FRAMES_MESSAGE_TIME(
            "parley.frames.message-time",
            DURATION,
            "PT60S",
            "for one inbound message to arrive, over all its frames; `PT0S`: any time"),
    /** {@code parley.transport}. */
    TRANSPORT(
            "parley.transport",
            WORD,
            "auto",
            "how messages are sent: as encoded frames past the WebSocket layer, `undertow` of WildFly or `tyrus` of"
                    + " Payara, `portable` through the Jakarta API, or `auto`: the fastest that the server has"),
    /** {@code parley.outbox.bytes}. */
    OUTBOX_BYTES("parley.outbox.bytes", BYTES, "1048576", "what may wait for one connection"),
    /** {@code parley.outbox.age}. */
    OUTBOX_AGE("parley.outbox.age", DURATION, "PT10S", "how long it may wait"),
    /** {@code parley.overload.heap}. */
    OVERLOAD_HEAP(
            "parley.overload.heap",
            PERCENT,
            "85",
            "of the heap, taken behind a collection, from where on the server is busy; 0: never"),
    /** {@code parley.overload.outboxes}. */
    OVERLOAD_OUTBOXES(
            "parley.overload.outboxes",
            BYTES,
            "268435456",
            "waiting for all connections, from where on it is busy; 0: never"),
    /** {@code parley.overload.delay}. */
    OVERLOAD_DELAY(
            "parley.overload.delay",
            DURATION,
            "PT1S",
            "by which its tasks are late, twice in a row, from where on it is busy; `PT0S`: never"),
    /** {@code parley.keepalive.ping}. */
    KEEPALIVE_PING("parley.keepalive.ping", DURATION, "PT25S", "between pings"),
    /** {@code parley.keepalive.timeout}. */
    KEEPALIVE_TIMEOUT("parley.keepalive.timeout", DURATION, "PT10S", "for a sign of life after a ping"),
    /** {@code parley.reconnect.min}. */
    RECONNECT_MIN("parley.reconnect.min", DURATION, "PT0.5S", "told to clients: first back-off"),
    /** {@code parley.reconnect.max}. */
    RECONNECT_MAX("parley.reconnect.max", DURATION, "PT30S", "told to clients: longest back-off"),
    /** {@code parley.rooms.max}. */
    ROOMS_MAX("parley.rooms.max", COUNT, "10000", "live rooms on a node"),
    /** {@code parley.rooms.idle}. */
    ROOMS_IDLE("parley.rooms.idle", DURATION, "PT5M", "before an empty room goes"),
    /** {@code parley.presence.batch}. */
    PRESENCE_BATCH("parley.presence.batch", DURATION, "PT0.1S", "for which a room gathers changes of presence"),
    /** {@code parley.presence.names}. */
    PRESENCE_NAMES("parley.presence.names", COUNT, "500", "members above which presence is a count only"),
    /** {@code parley.presence.grace}. */
    PRESENCE_GRACE("parley.presence.grace", DURATION, "PT15S", "before a user who dropped has left"),
    /** {@code parley.presence.absent}. */
    PRESENCE_ABSENT(
            "parley.presence.absent",
            COUNT,
            "100000",
            "names and places in rooms that are kept for users who dropped; 0: any number"),
    /** {@code parley.presence.absent-per-address}. */
    PRESENCE_ABSENT_PER_ADDRESS(
            "parley.presence.absent-per-address",
            COUNT,
            "10000",
            "of these, for users who came from one address; 0: any number"),
    /** {@code parley.presence.lease}. */
    PRESENCE_LEASE("parley.presence.lease", DURATION, "PT60S", "before a dead node's users have left"),
    /** {@code parley.drain.pace}. */
    DRAIN_PACE("parley.drain.pace", COUNT, "1000", "connections closed per second at a shutdown"),
    /** {@code parley.drain.within}. */
    DRAIN_WITHIN("parley.drain.within", DURATION, "PT20S", "the pace rises so that all are told within this"),
    /** {@code parley.traces.count}. */
    TRACES_COUNT("parley.traces.count", COUNT, "20", "traces of frames at a time"),
    /** {@code parley.traces.frames}. */
    TRACES_FRAMES("parley.traces.frames", COUNT, "200", "the last so many of one connection, at most"),
    /** {@code parley.traces.payload-bytes}. */
    TRACES_PAYLOAD_BYTES(
            "parley.traces.payload-bytes", BYTES, "0", "the first so many of each payload are kept; 0: none"),
    /** {@code parley.traces.bytes}. */
    TRACES_BYTES("parley.traces.bytes", BYTES, "16777216", "what all that is kept may take together"),
    /** {@code parley.traces.time}. */
    TRACES_TIME("parley.traces.time", DURATION, "PT1H", "how long a trace may last"),
    /** {@code parley.traces.streams}. */
    TRACES_STREAMS("parley.traces.streams", COUNT, "8", "who follows frames as they pass, at a time"),
    /** {@code parley.observers.waiting}. */
    OBSERVERS_WAITING(
            "parley.observers.waiting", COUNT, "10000", "notifications that may wait for the application's observers");

    private final String key;
    private final SettingUnit unit;
    private final String defaultText;
    private final String what;

    Setting(String key, SettingUnit unit, String defaultText, String what) {
        this.key = key;
        this.unit = unit;
        this.defaultText = defaultText;
        this.what = what;
    }

    /**
     * The setting's name.
     *
     * @return such as {@code parley.outbox.bytes}
     */
    public String key() {
        return key;
    }

    /**
     * How its value is written.
     *
     * @return the unit
     */
    public SettingUnit unit() {
        return unit;
    }

    /**
     * Its default: the value that counts where it is unset or, for a path, origins and networks, what happens then in
     * words.
     *
     * @return as the README has it
     */
    public String defaultText() {
        return defaultText;
    }

    /**
     * What it is for.
     *
     * @return a few words, as the README has them
     */
    public String what() {
        return what;
    }
}
