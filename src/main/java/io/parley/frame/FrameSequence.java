package io.parley.frame;

/**
 * The order of the frames that go one way: messages in fragments, control frames within them, nothing after a close
 * frame (RFC 6455, sections 5.4 and 5.5.1). For one thread at a time.
 */
public final class FrameSequence {

    private MessageState state = MessageState.BETWEEN_MESSAGES;

    /** The sequence before its first frame. */
    public FrameSequence() {}

    /**
     * Puts the next frame in its place.
     *
     * @param header of a frame that {@link FrameRules} has let pass
     * @return what its payload is part of: {@code TEXT} or {@code BINARY} for a continuation too, else the opcode
     *     itself
     * @throws FrameViolationException if no such frame may come now
     * @throws IllegalArgumentException if the opcode is a reserved one
     */
    public Opcode accept(FrameHeader header) {
        Opcode opcode = header.opcode();
        MessageState before = state;
        state = before.after(opcode, header.fin());
        if (opcode != Opcode.CONTINUATION) {
            return opcode;
        }
        return before == MessageState.IN_TEXT ? Opcode.TEXT : Opcode.BINARY;
    }

    /**
     * Judges a frame by its place, without putting it there.
     *
     * @param header of a frame that {@link FrameRules} has let pass
     * @throws FrameViolationException if no such frame may come now
     */
    void require(FrameHeader header) {
        MessageState unused = state.after(header.opcode(), header.fin());
    }

    /**
     * Whether more of a message is to come, so that no other may begin.
     *
     * @return false between messages and after the close frame
     */
    public boolean isWithinMessage() {
        return state == MessageState.IN_TEXT || state == MessageState.IN_BINARY;
    }

    /**
     * Whether the close frame has come.
     *
     * @return true once it has been accepted
     */
    public boolean isClosed() {
        return state == MessageState.CLOSED;
    }
}
