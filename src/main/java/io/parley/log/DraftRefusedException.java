package io.parley.log;

/** A draft will never be stored, since the log's engine does not take it for what it is. */
public final class DraftRefusedException extends LogUnavailableException {

    private static final long serialVersionUID = 1L;

    /** A refusal. What the engine said is for its own log. */
    public DraftRefusedException() {
        super("the message cannot be stored as it is", false);
    }
}
