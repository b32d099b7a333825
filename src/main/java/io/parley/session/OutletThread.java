package io.parley.session;

import java.nio.ByteBuffer;

/**
 * Port: the thread that writes to the connections of an {@link Outlet}, which may be another one each time, but is one
 * at a time. May be called by any thread, but for what says so.
 */
@FunctionalInterface
public interface OutletThread {

    /**
     * Runs a task, later and not within the call.
     *
     * @param task to be run behind those before it
     * @throws java.util.concurrent.RejectedExecutionException where the server stops and has closed the connections
     */
    void execute(Runnable task);

    /**
     * The same, but first the thread sees to what else it has to do, as to what has come in meanwhile. Called by that
     * thread, and not again until the task is run.
     *
     * @param task what goes on then
     * @throws java.util.concurrent.RejectedExecutionException where the server stops and has closed the connections
     */
    default void goOnLater(Runnable task) {
        execute(task);
    }

    /**
     * How many members of one room are written to before it {@linkplain #goOnLater goes on later}: the more, the longer
     * all else waits; the fewer, the more often it has to go on.
     *
     * @return at least 1
     */
    default int membersAtOnce() {
        return 32;
    }

    /**
     * Whether whoever offers something may write it in place of the thread, since that waits for something to do.
     *
     * @return false where it is at work, or only that thread may write
     */
    default boolean isAsleep() {
        return false;
    }

    /**
     * A place for bytes that are about to be written, of the kind that the server takes them from.
     *
     * @param bytes how many
     * @return a new one
     */
    default ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes);
    }
}
