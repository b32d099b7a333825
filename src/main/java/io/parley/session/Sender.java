package io.parley.session;

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
}
