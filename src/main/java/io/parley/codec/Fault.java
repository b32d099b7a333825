package io.parley.codec;

import io.parley.protocol.Command;
import io.parley.protocol.ErrorCode;

/** A request that is none: how the parts of the decoder give up. It never leaves the package. */
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String words;

    private Fault(ErrorCode code, String words) {
        super(words, null, false, false);
        this.code = code;
        this.words = words;
    }

    static Fault badRequest(String words) {
        return new Fault(ErrorCode.BAD_REQUEST, words);
    }

    static Fault tooLarge(String words) {
        return new Fault(ErrorCode.TOO_LARGE, words);
    }

    Command.Faulty command() {
        return new Command.Faulty(code, words);
    }
}
