package io.parley.frame.trace;

/**
 * How much of one connection a trace keeps.
 *
 * @param frames the last so many, 1 or more
 * @param payloadBytes of each payload the first so many, 0 or more; of a close frame its code is always kept
 */
public record TraceSize(int frames, int payloadBytes) {

    /** The two bytes of a close frame's code (RFC 6455, section 5.5.1). */
    static final int CODE_BYTES = 2;

    /** Two times, length, key, number of bytes that were kept, and two bytes of flags. */
    private static final int FIXED_BYTES = 8 + 8 + 4 + 4 + 2;

    /** The object itself, its arrays' headers, and what is under way on both ways. */
    private static final int TRACE_BYTES = 512;

    /** The connection itself, which is held when it has ended: a connection that is idle was measured to take that. */
    private static final int CONNECTION_BYTES = 12 * 1024;

    /**
     * A size.
     *
     * @param frames 1 or more
     * @param payloadBytes 0 or more
     * @throws IllegalArgumentException if it keeps nothing
     */
    public TraceSize {
        if (frames < 1 || payloadBytes < 0) {
            throw new IllegalArgumentException(frames + " frames, " + payloadBytes + " bytes of each");
        }
    }

    /** {@return bytes that are set aside for one frame's payload} */
    int widthBytes() {
        return Math.max(payloadBytes, CODE_BYTES);
    }

    /**
     * What a trace of this size takes, from its beginning to its end, with the connection that it is of.
     *
     * @return bytes of memory, about
     */
    public long memoryBytes() {
        return TRACE_BYTES + CONNECTION_BYTES + (long) frames * (FIXED_BYTES + widthBytes());
    }
}
