package io.parley.session;

/**
 * Where a connection stands, from the handshake to the end (RFC 6455, sections 4, 7.1.2 to 7.1.4). Whoever begins the
 * closing handshake has closed; the other one's half only completes it.
 */
enum LifeState {
    /** The container has accepted the handshake; nothing was said yet. */
    OPENING {
        @Override
        LifeState after(LifeSignal signal) {
            return switch (signal) {
                case OPENED -> OPEN;
                case CLOSE_BEGUN -> CLOSING_BY_US;
                case CLOSE_RECEIVED -> CLOSING_BY_PEER;
                case ENDED -> CLOSED;
            };
        }
    },
    /** Messages go both ways. */
    OPEN {
        @Override
        LifeState after(LifeSignal signal) {
            return switch (signal) {
                case OPENED -> throw illegal(signal);
                case CLOSE_BEGUN -> CLOSING_BY_US;
                case CLOSE_RECEIVED -> CLOSING_BY_PEER;
                case ENDED -> CLOSED;
            };
        }
    },
    /** This server has begun to close: the peer is not listened to, its close frame is awaited. */
    CLOSING_BY_US {
        @Override
        LifeState after(LifeSignal signal) {
            return switch (signal) {
                // Closed before it was taken up, or twice: the first close counts
                case OPENED, CLOSE_BEGUN -> this;
                case CLOSE_RECEIVED, ENDED -> CLOSED;
            };
        }
    },
    /** The peer's close frame has come; the answer to it is still to leave. */
    CLOSING_BY_PEER {
        @Override
        LifeState after(LifeSignal signal) {
            return switch (signal) {
                case OPENED, CLOSE_BEGUN -> this;
                // Nothing follows a close frame (RFC 6455, section 5.5.1)
                case CLOSE_RECEIVED -> throw illegal(signal);
                case ENDED -> CLOSED;
            };
        }
    },
    /** The end; what is still told is late. */
    CLOSED {
        @Override
        LifeState after(LifeSignal signal) {
            return this;
        }
    };

    /**
     * The one transition.
     *
     * @throws IllegalStateException if that cannot happen here
     */
    abstract LifeState after(LifeSignal signal);

    /** Whether a close has begun, or is over: what the peer still says is not listened to. */
    boolean isClosing() {
        return this != OPENING && this != OPEN;
    }

    final IllegalStateException illegal(LifeSignal signal) {
        return new IllegalStateException(signal + " while " + this);
    }
}
