package io.parley.frame.trace;

/** What nobody is shown of a payload that was kept, whatever else they may see. */
@FunctionalInterface
public interface Secrets {

    /** Nothing is secret. */
    Secrets NONE = payload -> {};

    /**
     * Replaces what is secret.
     *
     * @param payload a copy of what was kept, for this to change; as long afterwards as before
     */
    void hide(byte[] payload);
}
