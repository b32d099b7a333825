package io.parley.log;

/** The log cannot do it now. Nothing was stored, unless {@link #uncertain()}. */
public class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean uncertain;

    /**
     * A failure.
     *
     * @param message what is wrong, in words that may be shown to people
     * @param uncertain whether the entry may have been stored all the same
     */
    public LogUnavailableException(String message, boolean uncertain) {
        super(message);
        this.uncertain = uncertain;
    }

    /**
     * Whether the entry may have been stored all the same.
     *
     * @return true where nobody can tell
     */
    public boolean uncertain() {
        return uncertain;
    }
}
