package io.parley.trace;

import java.io.Serial;

/** A trace cannot begin; the message says why, and what to do. */
public final class TraceRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    TraceRefusedException(String message) {
        super(message);
    }
}
