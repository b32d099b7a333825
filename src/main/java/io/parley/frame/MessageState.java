package io.parley.frame;

/** What the frames so far have led to (RFC 6455, sections 5.4 and 5.5.1). */
enum MessageState {
    /** Every message that has begun is over. */
    BETWEEN_MESSAGES {
        @Override
        MessageState after(Opcode opcode, boolean fin) {
            return switch (opcode) {
                case TEXT -> fin ? this : IN_TEXT;
                case BINARY -> fin ? this : IN_BINARY;
                case CONTINUATION -> throw Rule.CONTINUES_MESSAGE.violation();
                default -> afterControl(opcode);
            };
        }
    },
    /** More of a message of text is to come. */
    IN_TEXT {
        @Override
        MessageState after(Opcode opcode, boolean fin) {
            return inMessage(opcode, fin);
        }
    },
    /** More of a message of bytes is to come. */
    IN_BINARY {
        @Override
        MessageState after(Opcode opcode, boolean fin) {
            return inMessage(opcode, fin);
        }
    },
    /** The close frame was the last one. */
    CLOSED {
        @Override
        MessageState after(Opcode opcode, boolean fin) {
            throw Rule.CLOSE_IS_LAST.violation();
        }
    };

    /**
     * The one transition.
     *
     * @throws FrameViolationException if no such frame may come here
     * @throws IllegalArgumentException for a reserved opcode, which has no place in any order
     */
    abstract MessageState after(Opcode opcode, boolean fin);

    final MessageState inMessage(Opcode opcode, boolean fin) {
        return switch (opcode) {
            case CONTINUATION -> fin ? BETWEEN_MESSAGES : this;
            case TEXT, BINARY -> throw Rule.ONE_MESSAGE_AT_A_TIME.violation();
            default -> afterControl(opcode);
        };
    }

    /** Control frames may stand within a message and do not change it (RFC 6455, section 5.4). */
    final MessageState afterControl(Opcode opcode) {
        return switch (opcode) {
            case CLOSE -> CLOSED;
            case PING, PONG -> this;
            default -> throw new IllegalArgumentException(opcode + " while " + this);
        };
    }
}
