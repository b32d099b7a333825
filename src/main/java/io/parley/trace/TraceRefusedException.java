package io.parley.trace;

import java.io.Serial;

/** A trace cannot begin; the message says why, and what to do. */
public final class TraceRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean full;

    TraceRefusedException(String message, boolean full) {
        super(message);
        this.full = full;
    }

    /**
     * Whether it is refused for what is there already, and not for what it wants.
     *
     * @return true where the same may be taken later
     */
    public boolean isFull() {
        return full;
    }
}
