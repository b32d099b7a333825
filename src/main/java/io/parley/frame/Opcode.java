package io.parley.frame;

/**
 * What a frame is for: all sixteen values that the field can have, so that a header is readable before it is judged
 * (RFC 6455, section 5.2). Ten of them mean nothing yet and are refused by {@link FrameRules}.
 */
public enum Opcode {
    /** More of the message that another frame began. */
    CONTINUATION(0x0, true),
    /** A message of text, or its beginning. */
    TEXT(0x1, true),
    /** A message of bytes, or its beginning. */
    BINARY(0x2, true),
    /** Reserved for data. */
    RESERVED_3(0x3, false),
    /** Reserved for data. */
    RESERVED_4(0x4, false),
    /** Reserved for data. */
    RESERVED_5(0x5, false),
    /** Reserved for data. */
    RESERVED_6(0x6, false),
    /** Reserved for data. */
    RESERVED_7(0x7, false),
    /** The last frame of its direction. */
    CLOSE(0x8, true),
    /** Asks for a pong. */
    PING(0x9, true),
    /** Answers a ping, or is a sign of life. */
    PONG(0xA, true),
    /** Reserved for control. */
    RESERVED_B(0xB, false),
    /** Reserved for control. */
    RESERVED_C(0xC, false),
    /** Reserved for control. */
    RESERVED_D(0xD, false),
    /** Reserved for control. */
    RESERVED_E(0xE, false),
    /** Reserved for control. */
    RESERVED_F(0xF, false);

    /** In the order of their codes. */
    private static final Opcode[] BY_CODE = values();

    private final int code;
    private final boolean defined;

    Opcode(int code, boolean defined) {
        this.code = code;
        this.defined = defined;
    }

    /**
     * The opcode of a frame's first byte.
     *
     * @param firstByte any value; only its lowest four bits count
     * @return one of the sixteen
     */
    public static Opcode of(int firstByte) {
        return BY_CODE[firstByte & 0xF];
    }

    /**
     * The number on the wire.
     *
     * @return 0 to 15
     */
    public int code() {
        return code;
    }

    /**
     * Whether a frame of this kind is about the connection, and may stand within a message (RFC 6455, section 5.5).
     *
     * @return false for data
     */
    public boolean isControl() {
        return code >= CLOSE.code;
    }

    /**
     * Whether a frame of this kind begins a message (RFC 6455, section 5.6).
     *
     * @return true for text and binary
     */
    public boolean beginsMessage() {
        return this == TEXT || this == BINARY;
    }

    /**
     * Whether nobody has given it a meaning (RFC 6455, section 5.2).
     *
     * @return true for 3 to 7 and 11 to 15
     */
    public boolean isReserved() {
        return !defined;
    }
}
