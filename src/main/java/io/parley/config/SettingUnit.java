package io.parley.config;

/** How a setting's value is written. */
public enum SettingUnit {
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
    /** A name of the server's naming service. */
    JNDI("a JNDI name"),
    /** Serialized origins (RFC 6454, section 6.2). */
    ORIGINS("origins"),
    /** Addresses and networks (RFC 4632, section 3.1). */
    NETWORKS("IP addresses, networks");

    private final String words;

    SettingUnit(String words) {
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
