package io.parley.protocol;

/**
 * What one connection may do, as told in {@code connected.limits}.
 *
 * @param messageBytes payload of one inbound message
 * @param textChars UTF-16 units of one {@code text}
 * @param rooms rooms that one connection may be in
 */
public record Limits(int messageBytes, int textChars, int rooms) {

    /** Characters that a client's {@code ref} or {@code id} may have. */
    public static final int KEY_CHARS = 64;

    /** UTF-16 units that a principal's name may have: it is stored with what the user says, and found by it. */
    public static final int PRINCIPAL_CHARS = 512;

    /** Entries on one page of history. */
    public static final int PAGE_ENTRIES = 200;

    /** Entries that one recovery may bring. */
    public static final int RECOVERY_ENTRIES = 1000;

    /** Users on one page of members. */
    public static final int PAGE_USERS = 500;
}
