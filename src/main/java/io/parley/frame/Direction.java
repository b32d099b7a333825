package io.parley.frame;

/** Which way a frame goes: the two ways differ in the mask alone (RFC 6455, section 5.1). */
public enum Direction {
    /** From the client, which masks every frame. */
    CLIENT_TO_SERVER(true),
    /** From the server, which masks none. */
    SERVER_TO_CLIENT(false);

    private final boolean masked;

    Direction(boolean masked) {
        this.masked = masked;
    }

    /**
     * Whether frames that go this way are masked.
     *
     * @return true for the client's
     */
    public boolean masked() {
        return masked;
    }
}
