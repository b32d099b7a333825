package io.parley.frame;

/**
 * The rules that a header can break by itself, whatever came before: RFC 6455, sections 5.1, 5.2, 5.5 and 5.5.1. Never
 * changes; any thread may use it, for any number of connections.
 */
public final class FrameRules {

    private static final int CONTROL_PAYLOAD_BYTES = 125;

    private final Direction direction;
    private final int extensionBits;

    /**
     * The rules for a connection without extensions.
     *
     * @param direction which way the frames go
     */
    public FrameRules(Direction direction) {
        this(direction, 0);
    }

    /**
     * The rules for a connection on which an extension was agreed on (RFC 6455, section 9). Its bits are for the frame
     * that begins a message: compression, the one extension there is, uses them nowhere else (RFC 7692, section 6).
     *
     * @param direction which way the frames go
     * @param extensionBits the reserved bits that it uses, 0 to 7, counted as in {@link FrameHeader#rsv()}
     */
    public FrameRules(Direction direction, int extensionBits) {
        this.direction = direction;
        this.extensionBits = extensionBits;
    }

    /**
     * Which way the frames go.
     *
     * @return as it was given
     */
    Direction direction() {
        return direction;
    }

    /**
     * Judges a header.
     *
     * @param header as it came
     * @throws FrameViolationException if it breaks a rule; the first one in the order of the bits
     */
    public void check(FrameHeader header) {
        checkFirstByte(header);
        checkSecondByte(header);
    }

    /** RFC 6455, section 5.2: reserved bits and opcodes; section 5.5: a control frame is whole. */
    void checkFirstByte(FrameHeader header) {
        int allowed = header.opcode().beginsMessage() ? extensionBits : 0;
        if ((header.rsv() & ~allowed) != 0) {
            throw Rule.RESERVED_BITS.violation();
        }
        if (header.opcode().isReserved()) {
            throw Rule.RESERVED_OPCODE.violation();
        }
        if (header.opcode().isControl() && !header.fin()) {
            throw Rule.CONTROL_WHOLE.violation();
        }
    }

    /** RFC 6455, section 5.1: who masks; sections 5.5 and 5.5.1: how long a control frame may be. */
    void checkSecondByte(FrameHeader header) {
        if (header.masked() != direction.masked()) {
            throw (header.masked() ? Rule.SERVER_DOES_NOT_MASK : Rule.CLIENT_MASKS).violation();
        }
        if (header.opcode().isControl()) {
            checkControl(header);
        }
    }

    /** RFC 6455, section 5.5: short; section 5.5.1: a close frame has a whole code or none. */
    private static void checkControl(FrameHeader header) {
        if (header.payloadLength() > CONTROL_PAYLOAD_BYTES) {
            throw Rule.CONTROL_SHORT.violation();
        }
        if (header.opcode() == Opcode.CLOSE && header.payloadLength() == 1) {
            throw Rule.CLOSE_CODE_WHOLE.violation();
        }
    }
}
