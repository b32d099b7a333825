package io.parley.guest;

import java.nio.file.Path;

/** The signing key cannot be read or made. The message names the file, what is wrong with it, and what to do. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(Path file, String problem) {
        super(message(file, problem));
    }

    UnusableKeyException(Path file, String problem, Throwable cause) {
        super(message(file, problem), cause);
    }

    private static String message(Path file, String problem) {
        return "The key file of guest tokens, " + file.toAbsolutePath() + ", cannot be used: " + problem;
    }
}
