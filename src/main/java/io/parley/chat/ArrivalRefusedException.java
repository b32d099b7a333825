package io.parley.chat;

/** A handshake that is refused. */
public final class ArrivalRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /**
     * A refusal.
     *
     * @param refusal why
     */
    public ArrivalRefusedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /**
     * Why.
     *
     * @return the refusal
     */
    public Refusal refusal() {
        return refusal;
    }
}
