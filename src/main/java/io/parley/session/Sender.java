package io.parley.session;

import org.jspecify.annotations.Nullable;

/** Port: sends what waits for one connection. Never blocks. */
public interface Sender {

    /**
     * Says what is to be sent. Called once, before anything else.
     *
     * @param outgoing what waits, which nobody else takes
     */
    void begin(Outgoing outgoing);

    /**
     * Something waits that did not, or nothing is to be sent any more. May be called on any thread, but under no lock:
     * the container's callbacks may run within this call.
     */
    void ready();

    /**
     * The way on which its thread gets what is to be sent.
     *
     * @return the same one always; null where any thread sends
     */
    default @Nullable Outlet outlet() {
        return null;
    }

    /**
     * Whether frames may be {@linkplain #write written} at once: nothing is under way, or has to leave before them. For
     * whoever takes the steps of the {@linkplain #outlet() outlet}. Throws nothing.
     *
     * @return what most likely holds for the rest of the step, until something is written to this connection: where all
     *     else that does so is on the outlet's thread, or under its guard, it does
     */
    default boolean isFree() {
        return false;
    }

    /**
     * Writes frames at once. Only where {@link #isFree} has said so in this step, and nothing was written to this
     * connection since by who asks: it need not be asked again. For whoever takes the steps of the outlet;
     * {@link #ready} has to follow where not all have left.
     *
     * @param batch whole frames
     * @return how many bytes have left, from the first on; 0 where they have to wait, or the connection is broken, of
     *     which {@link Outgoing#failed} tells later
     */
    default int write(Batch batch) {
        return 0;
    }
}
