package io.parley.config;

/**
 * The catalogue of the settings: the one source of their names and defaults, and of the README's table. In the
 * environment {@code parley.x.y-z} is {@code PARLEY_X_Y_Z}. Bounds are where {@link Settings} reads them.
 */
public enum Setting {
    /** {@code parley.data.dir}. */
    DATA_DIR("parley.data.dir", Unit.PATH, "the server's data folder", "what must survive a restart lives here"),
    /** {@code parley.log}. */
    LOG("parley.log", Unit.WORD, "memory", "the room log's engine"),
    /** {@code parley.log.dedupe}. */
    LOG_DEDUPE("parley.log.dedupe", Unit.DURATION, "PT5M", "how long an idempotency key is remembered"),
    /** {@code parley.log.memory.entries}. */
    LOG_MEMORY_ENTRIES("parley.log.memory.entries", Unit.COUNT, "1000", "newest entries that a room's log keeps"),
    /** {@code parley.log.memory.bytes}. */
    LOG_MEMORY_BYTES("parley.log.memory.bytes", Unit.BYTES, "1048576", "what the entries of a room's log may take"),
    /** {@code parley.log.memory.keys}. */
    LOG_MEMORY_KEYS("parley.log.memory.keys", Unit.COUNT, "100000", "idempotency keys that are remembered"),
    /** {@code parley.log.memory.rooms}. */
    LOG_MEMORY_ROOMS("parley.log.memory.rooms", Unit.COUNT, "10000", "rooms that have a log"),
    /** {@code parley.log.memory.total-bytes}. */
    LOG_MEMORY_TOTAL_BYTES(
            "parley.log.memory.total-bytes", Unit.BYTES, "67108864", "what all rooms' logs may take together"),
    /** {@code parley.default-room}. */
    DEFAULT_ROOM("parley.default-room", Unit.ROOM, "lobby", "joined in plain mode"),
    /** {@code parley.guests}. */
    GUESTS("parley.guests", Unit.FLAG, "true", "are guests allowed"),
    /** {@code parley.origins}. */
    ORIGINS(
            "parley.origins",
            Unit.ORIGINS,
            "same origin",
            "the only origins that are allowed, comma-separated; `*` for all but `null`, which is listed by itself"),
    /** {@code parley.proxies}. */
    PROXIES(
            "parley.proxies",
            Unit.NETWORKS,
            "none",
            "the proxies whose `Forwarded` or `X-Forwarded-*` is believed, comma-separated"),
    /** {@code parley.limits.message-bytes}. */
    LIMITS_MESSAGE_BYTES("parley.limits.message-bytes", Unit.BYTES, "65536", "one inbound message"),
    /** {@code parley.limits.text-chars}. */
    LIMITS_TEXT_CHARS("parley.limits.text-chars", Unit.CHARS, "16000", "`text` of one message"),
    /** {@code parley.limits.rooms}. */
    LIMITS_ROOMS("parley.limits.rooms", Unit.COUNT, "100", "rooms of one connection"),
    /** {@code parley.limits.errors}. */
    LIMITS_ERRORS("parley.limits.errors", Unit.COUNT, "60", "faulty commands a minute before 4400; 0: never"),
    /** {@code parley.limits.first-message}. */
    LIMITS_FIRST_MESSAGE(
            "parley.limits.first-message",
            Unit.DURATION,
            "PT30S",
            "full mode: to join or send something; `PT0S`: any time"),
    /** {@code parley.limits.connections}. */
    LIMITS_CONNECTIONS("parley.limits.connections", Unit.COUNT, "100000", "open connections in all; 0: any number"),
    /** {@code parley.limits.per-user}. */
    LIMITS_PER_USER("parley.limits.per-user", Unit.COUNT, "16", "open connections of one user; 0: any number"),
    /** {@code parley.limits.per-user-over}. */
    LIMITS_PER_USER_OVER(
            "parley.limits.per-user-over",
            Unit.WORD,
            "oldest",
            "which one goes above that: the `oldest` is closed (4409), or the `newest` refused (429)"),
    /** {@code parley.limits.per-address}. */
    LIMITS_PER_ADDRESS(
            "parley.limits.per-address", Unit.COUNT, "1000", "open connections from one address; 0: any number"),
    /** {@code parley.limits.handshakes}. */
    LIMITS_HANDSHAKES(
            "parley.limits.handshakes", Unit.COUNT, "200", "handshakes a second from one address; 0: any number"),
    /** {@code parley.limits.rate}. */
    LIMITS_RATE(
            "parley.limits.rate",
            Unit.COUNT,
            "50",
            "commands a second of one connection, four times as many after a pause; 0: any number"),
    /** {@code parley.limits.user-rate}. */
    LIMITS_USER_RATE(
            "parley.limits.user-rate",
            Unit.COUNT,
            "200",
            "the same of all connections of one user together; 0: any number"),
    /** {@code parley.limits.read-rate}. */
    LIMITS_READ_RATE(
            "parley.limits.read-rate",
            Unit.COUNT,
            "30",
            "`join` and `history` a second of one connection, likewise; 0: any number"),
    /** {@code parley.limits.typing-rate}. */
    LIMITS_TYPING_RATE(
            "parley.limits.typing-rate",
            Unit.COUNT,
            "5",
            "`typing` a second of one connection, likewise, and more is dropped; 0: any number"),
    /** {@code parley.limits.byte-rate}. */
    LIMITS_BYTE_RATE(
            "parley.limits.byte-rate",
            Unit.BYTES,
            "262144",
            "bytes of commands a second of one connection, likewise, and one message at least; 0: any number"),
    /** {@code parley.frames.bytes}. */
    FRAMES_BYTES("parley.frames.bytes", Unit.BYTES, "0", "payload of one inbound frame; 0: as much as a message has"),
    /** {@code parley.frames.fragments}. */
    FRAMES_FRAGMENTS("parley.frames.fragments", Unit.COUNT, "1024", "frames of one inbound message; 0: any number"),
    /** {@code parley.frames.empty}. */
    FRAMES_EMPTY("parley.frames.empty", Unit.COUNT, "16", "empty ones of these in a row; 0: any number"),
    /** {@code parley.frames.control-rate}. */
    FRAMES_CONTROL_RATE(
            "parley.frames.control-rate", Unit.COUNT, "100", "inbound pings and pongs a second; 0: any number"),
    /** {@code parley.frames.rate}. */
    FRAMES_RATE("parley.frames.rate", Unit.COUNT, "5000", "inbound frames a second; 0: any number"),
    /** {@code parley.frames.byte-rate}. */
    FRAMES_BYTE_RATE(
            "parley.frames.byte-rate",
            Unit.BYTES,
            "8388608",
            "inbound bytes a second, no less than two messages; 0: any number"),
    /** {@code parley.frames.time}. */
    FRAMES_TIME(
            "parley.frames.time",
            Unit.DURATION,
            "PT30S",
            "for one inbound frame to arrive, from its second piece on; `PT0S`: any time"),
    /** {@code parley.frames.message-time}. */
    FRAMES_MESSAGE_TIME(
            "parley.frames.message-time",
            Unit.DURATION,
            "PT60S",
            "for one inbound message to arrive, over all its frames; `PT0S`: any time"),
    /** {@code parley.transport}. */
    TRANSPORT(
            "parley.transport",
            Unit.WORD,
            "auto",
            "how messages are sent: `undertow` as encoded frames past WildFly's WebSocket layer, `portable` through the"
                    + " Jakarta API, or `auto`: the first where it can be"),
    /** {@code parley.outbox.bytes}. */
    OUTBOX_BYTES("parley.outbox.bytes", Unit.BYTES, "1048576", "what may wait for one connection"),
    /** {@code parley.outbox.age}. */
    OUTBOX_AGE("parley.outbox.age", Unit.DURATION, "PT10S", "how long it may wait"),
    /** {@code parley.overload.heap}. */
    OVERLOAD_HEAP(
            "parley.overload.heap",
            Unit.PERCENT,
            "85",
            "of the heap, taken behind a collection, from where on the server is busy; 0: never"),
    /** {@code parley.overload.outboxes}. */
    OVERLOAD_OUTBOXES(
            "parley.overload.outboxes",
            Unit.BYTES,
            "268435456",
            "waiting for all connections, from where on it is busy; 0: never"),
    /** {@code parley.overload.delay}. */
    OVERLOAD_DELAY(
            "parley.overload.delay",
            Unit.DURATION,
            "PT1S",
            "by which its tasks are late, twice in a row, from where on it is busy; `PT0S`: never"),
    /** {@code parley.keepalive.ping}. */
    KEEPALIVE_PING("parley.keepalive.ping", Unit.DURATION, "PT25S", "between pings"),
    /** {@code parley.keepalive.timeout}. */
    KEEPALIVE_TIMEOUT("parley.keepalive.timeout", Unit.DURATION, "PT10S", "for a sign of life after a ping"),
    /** {@code parley.reconnect.min}. */
    RECONNECT_MIN("parley.reconnect.min", Unit.DURATION, "PT0.5S", "told to clients: first back-off"),
    /** {@code parley.reconnect.max}. */
    RECONNECT_MAX("parley.reconnect.max", Unit.DURATION, "PT30S", "told to clients: longest back-off"),
    /** {@code parley.rooms.max}. */
    ROOMS_MAX("parley.rooms.max", Unit.COUNT, "10000", "live rooms on a node"),
    /** {@code parley.rooms.idle}. */
    ROOMS_IDLE("parley.rooms.idle", Unit.DURATION, "PT5M", "before an empty room goes"),
    /** {@code parley.presence.batch}. */
    PRESENCE_BATCH("parley.presence.batch", Unit.DURATION, "PT0.1S", "for which a room gathers changes of presence"),
    /** {@code parley.presence.names}. */
    PRESENCE_NAMES("parley.presence.names", Unit.COUNT, "500", "members above which presence is a count only"),
    /** {@code parley.presence.grace}. */
    PRESENCE_GRACE("parley.presence.grace", Unit.DURATION, "PT15S", "before a user who dropped has left"),
    /** {@code parley.presence.absent}. */
    PRESENCE_ABSENT(
            "parley.presence.absent",
            Unit.COUNT,
            "100000",
            "names and places in rooms that are kept for users who dropped; 0: any number"),
    /** {@code parley.presence.absent-per-address}. */
    PRESENCE_ABSENT_PER_ADDRESS(
            "parley.presence.absent-per-address",
            Unit.COUNT,
            "10000",
            "of these, for users who came from one address; 0: any number"),
    /** {@code parley.presence.lease}. */
    PRESENCE_LEASE("parley.presence.lease", Unit.DURATION, "PT60S", "before a dead node's users have left"),
    /** {@code parley.drain.pace}. */
    DRAIN_PACE("parley.drain.pace", Unit.COUNT, "1000", "connections closed per second at a shutdown"),
    /** {@code parley.drain.within}. */
    DRAIN_WITHIN("parley.drain.within", Unit.DURATION, "PT20S", "the pace rises so that all are told within this"),
    /** {@code parley.observers.waiting}. */
    OBSERVERS_WAITING(
            "parley.observers.waiting",
            Unit.COUNT,
            "10000",
            "notifications that may wait for the application's observers");

    /** How a value is written. */
    public enum Unit {
        /** A folder of the server. */
        PATH("a path"),
        /** One of a few words. */
        WORD("one of its words"),
        /** ISO 8601. */
        DURATION("ISO 8601 duration"),
        /** A plain number. */
        COUNT("count"),
        /** A plain number. */
        BYTES("bytes"),
        /** A plain number, 0 to 100. */
        PERCENT("percent"),
        /** UTF-16 units. */
        CHARS("UTF-16 units"),
        /** {@code true} or {@code false}. */
        FLAG("`true` or `false`"),
        /** A room's name. */
        ROOM("a room's name"),
        /** Serialized origins (RFC 6454, section 6.2). */
        ORIGINS("origins"),
        /** Addresses and networks (RFC 4632, section 3.1). */
        NETWORKS("IP addresses, networks");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /**
         * The unit in words.
         *
         * @return a few words
         */
        public String words() {
            return words;
        }
    }

    private final String key;
    private final Unit unit;
    private final String defaultText;
    private final String what;

    Setting(String key, Unit unit, String defaultText, String what) {
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
    public Unit unit() {
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
