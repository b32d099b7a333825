package io.parley.chat;

import io.parley.protocol.Limits;

/** Why a handshake is refused, before there is a connection. The protocol document, section 1. */
public enum Refusal {
    /** The path names a room that is none. */
    MALFORMED_ROOM("a room name has 1 to 128 of A-Z a-z 0-9 . _ ~ @ -"),
    /** The wished name is none. */
    MALFORMED_NAME("a name has 1 to 32 letters, digits, space, - _ . in NFC, and no space at its ends"),
    /** The principal's name is too long. */
    PRINCIPAL_TOO_LONG("a user's name has at most " + Limits.PRINCIPAL_CHARS + " characters here"),
    /** Nobody is authenticated, and guests are not allowed. */
    NOT_AUTHENTICATED("guests are not allowed here: authenticate first");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    /**
     * The refusal in words.
     *
     * @return one line for people
     */
    public String message() {
        return message;
    }
}
