package io.parley.log;

/** The publication that a draft was made of is not there any more: another node has brought it into its room. */
public final class TakenAwayException extends LogUnavailableException {

    private static final long serialVersionUID = 1L;

    /** Nothing is left to do. */
    public TakenAwayException() {
        super("another node has taken the publication", false);
    }
}
