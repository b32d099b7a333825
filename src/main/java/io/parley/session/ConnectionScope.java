package io.parley.session;

/** Port: lets code know which connection it is called for. May be used by any thread. */
@FunctionalInterface
public interface ConnectionScope {

    /** Nobody wants to know. */
    ConnectionScope NONE = (connectionId, call) -> call.run();

    /**
     * Runs something for a connection on this thread. Calls may be nested, also for another connection; the inner one
     * counts until it returns.
     *
     * @param connectionId which; where its life has not begun, or is over, what runs finds nothing active
     * @param call what to do; what it throws comes through
     */
    void run(String connectionId, Runnable call);
}
