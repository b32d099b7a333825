package io.parley.chat;

import io.parley.protocol.ErrorCode;

/** A command that is refused; becomes an {@code error} and goes no further. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RefusedException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
