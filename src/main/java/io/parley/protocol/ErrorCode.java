package io.parley.protocol;

import java.util.Locale;

/** Why a command was refused, as it travels in {@code error.code}. None of them ends the connection. */
public enum ErrorCode {
    /** Not JSON, not an object, a duplicate member, an unknown type, a missing or wrong member. */
    BAD_REQUEST,
    /** A {@code text} of more than {@code limits.textChars} characters. */
    TOO_LARGE,
    /** The connection is not in that room. */
    NOT_JOINED,
    /** The connection is in that room already; nothing changed. */
    ALREADY_JOINED,
    /** The wished name is in use or reserved; another one was given. */
    NAME_TAKEN,
    /** There is no such room, and none may be made. */
    UNKNOWN_ROOM,
    /** The user may not do this. */
    FORBIDDEN,
    /** A credential is needed. */
    UNAUTHENTICATED,
    /** Too fast; {@code retryAfterMs} tells when to go on. */
    RATE_LIMITED,
    /** The user may read but not write here. */
    MUTED,
    /** The room has as many members as it may have. */
    ROOM_FULL,
    /** The connection is in as many rooms as it may be. */
    TOO_MANY_ROOMS,
    /** Nothing was stored, or with {@code uncertain} it may have been: send again with the same id. */
    UNAVAILABLE,
    /** A fault of the server. */
    INTERNAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /**
     * Whether the client did something wrong: such errors are counted, and too many of them end the connection.
     *
     * @return false where the server, or somebody else, is the reason
     */
    public boolean isFault() {
        return switch (this) {
            case BAD_REQUEST,
                    TOO_LARGE,
                    NOT_JOINED,
                    ALREADY_JOINED,
                    UNKNOWN_ROOM,
                    FORBIDDEN,
                    UNAUTHENTICATED,
                    TOO_MANY_ROOMS -> true;
            case NAME_TAKEN, RATE_LIMITED, MUTED, ROOM_FULL, UNAVAILABLE, INTERNAL -> false;
        };
    }

    /**
     * The code's spelling on the wire.
     *
     * @return lower case with underscores
     */
    public String wire() {
        return wire;
    }
}
