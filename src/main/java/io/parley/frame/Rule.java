package io.parley.frame;

/**
 * Everything for which a frame can be refused: where it is written, and what the peer is told. Refusals can be counted
 * by it.
 */
public enum Rule {
    /** A length is written in the fewest bytes that hold it. */
    SHORTEST_LENGTH("RFC 6455, section 5.2", 1002, "length not in its shortest form"),
    /** A length of 64 bits is no more than 63 bits long. */
    LENGTH_TOP_BIT("RFC 6455, section 5.2", 1002, "length over 63 bits"),
    /** A reserved bit is 0 unless an extension has been agreed on that uses it. */
    RESERVED_BITS("RFC 6455, section 5.2", 1002, "reserved bit set"),
    /** An opcode is one of those that mean something. */
    RESERVED_OPCODE("RFC 6455, section 5.2", 1002, "reserved opcode"),
    /** A client masks every frame. */
    CLIENT_MASKS("RFC 6455, section 5.1", 1002, "frame not masked"),
    /** A server masks no frame. */
    SERVER_DOES_NOT_MASK("RFC 6455, section 5.1", 1002, "frame masked"),
    /** A control frame is whole. */
    CONTROL_WHOLE("RFC 6455, section 5.5", 1002, "control frame in fragments"),
    /** A control frame's payload is no longer than 125 bytes. */
    CONTROL_SHORT("RFC 6455, section 5.5", 1002, "control frame over 125 bytes"),
    /** A close frame that says anything begins with a code of two bytes. */
    CLOSE_CODE_WHOLE("RFC 6455, section 5.5.1", 1002, "close code cut off"),
    /** A code that only stands for something that was never sent is not sent. */
    CLOSE_CODE_SENDABLE("RFC 6455, section 7.4.1", 1002, "close code that is never sent"),
    /** A close code is in a range that somebody may use. */
    CLOSE_CODE_IN_RANGE("RFC 6455, section 7.4.2", 1002, "close code out of range"),
    /** The reason in a close frame is UTF-8. */
    CLOSE_REASON_UTF8("RFC 6455, section 5.5.1", 1007, "close reason not UTF-8"),
    /** A message is continued only after it has begun. */
    CONTINUES_MESSAGE("RFC 6455, section 5.4", 1002, "nothing to continue"),
    /** A message begins only after the one before has ended. */
    ONE_MESSAGE_AT_A_TIME("RFC 6455, section 5.4", 1002, "message within a message"),
    /** Nothing follows a close frame. */
    CLOSE_IS_LAST("RFC 6455, section 5.5.1", 1002, "frame after the close frame"),
    /** A message of text is UTF-8. */
    TEXT_UTF8("RFC 6455, section 8.1", 1007, "text not UTF-8"),
    /** A server that understands text only gets nothing else. */
    TEXT_ONLY("RFC 6455, section 7.4.1", 1003, "binary messages are not supported"),
    /** A frame is no longer than this server takes. */
    FRAME_SIZE("RFC 6455, section 10.4", 1009, "frame too big"),
    /** A message is no longer than this server takes, over all its frames. */
    MESSAGE_SIZE("RFC 6455, section 10.4", 1009, "message too big"),
    /** A message comes in no more frames than this server takes. */
    FRAGMENTS("RFC 6455, section 10.4", 1008, "message in too many fragments"),
    /** Frames of a message bring something. */
    EMPTY_FRAGMENTS("RFC 6455, section 10.4", 1008, "too many empty fragments in a row"),
    /** Pings and pongs come no faster than this server takes them. */
    CONTROL_RATE("RFC 6455, section 10.4", 1008, "too many control frames a second"),
    /** Frames come no faster than this server takes them. */
    FRAME_RATE("RFC 6455, section 10.4", 1008, "too many frames a second"),
    /** Bytes come no faster than this server takes them. */
    BYTE_RATE("RFC 6455, section 10.4", 1008, "too many bytes a second"),
    /** A frame that has begun ends in time. */
    FRAME_TIME("RFC 6455, section 10.4", 1008, "frame takes too long"),
    /** A message that has begun ends in time. */
    MESSAGE_TIME("RFC 6455, section 10.4", 1008, "message takes too long"),
    /** An application's own inspector lets the frame pass. */
    APPLICATION("RFC 6455, section 10.4", 1008, "refused by the application"),
    /** Whoever looks at a frame does not fail over it. */
    INSPECTOR_WORKS("RFC 6455, section 7.4.1", 1011, "frame could not be inspected");

    private final String section;
    private final int closeCode;
    private final String reason;

    Rule(String section, int closeCode, String reason) {
        this.section = section;
        this.closeCode = closeCode;
        this.reason = reason;
    }

    /**
     * Where the rule is written.
     *
     * @return in the form {@code RFC 6455, section 5.2}
     */
    public String section() {
        return section;
    }

    /**
     * What the connection is closed with (RFC 6455, section 7.4.1).
     *
     * @return 1002, 1003, 1007, 1008, 1009 or 1011
     */
    public int closeCode() {
        return closeCode;
    }

    /**
     * What a peer that breaks it is told.
     *
     * @return a few words of ASCII that fit into a close frame
     */
    public String reason() {
        return reason;
    }

    /**
     * The refusal of a frame that breaks it.
     *
     * @return always the same one, to be thrown
     */
    public FrameViolationException violation() {
        return FrameViolationException.of(this);
    }

    /**
     * The refusal in other words, such as those that name a limit. To be made beforehand.
     *
     * @param words what the peer is told, cut to what a close frame holds
     * @return a new one, to be thrown as often as it is needed
     */
    public FrameViolationException violation(String words) {
        return new FrameViolationException(this, closeCode, words);
    }
}
