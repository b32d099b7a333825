package io.parley.container.undertow;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one I/O thread that have something to send: the thread is woken once for all that come until it
 * gets to them, and goes round them in the order in which they came. A stack that is linked through the connections
 * themselves: any thread adds to it without waiting, and the I/O thread takes it whole.
 */
final class IoRound {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    /** As much as is handed to a socket at once. */
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Executor ioThread;
    private final AtomicReference<@Nullable OwnFrames> newest = new AtomicReference<>();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);

    IoRound(Executor ioThread) {
        this.ioThread = ioThread;
    }

    /** Adds a connection that is not there yet. Any thread. */
    void add(OwnFrames connection) {
        @Nullable OwnFrames before;
        do {
            before = newest.get();
            connection.cameAfter(before);
        } while (!newest.compareAndSet(before, connection));
        if (before == null) {
            wake();
        }
    }

    private void wake() {
        try {
            ioThread.execute(this::go);
        } catch (RejectedExecutionException e) {
            // The server stops, and has closed the connections
            newest.set(null);
        }
    }

    private void go() {
        @Nullable OwnFrames next = inOrder(newest.getAndSet(null));
        while (next != null) {
            OwnFrames connection = next;
            next = connection.takeBefore();
            go(connection);
        }
    }

    /** What becomes of one keeps no other from its turn. */
    private static void go(OwnFrames connection) {
        try {
            connection.go();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "frames could not be sent", e);
        }
    }

    /** From the oldest on. */
    private static @Nullable OwnFrames inOrder(@Nullable OwnFrames last) {
        @Nullable OwnFrames first = null;
        @Nullable OwnFrames connection = last;
        while (connection != null) {
            @Nullable OwnFrames before = connection.takeBefore();
            connection.cameAfter(first);
            first = connection;
            connection = before;
        }
        return first;
    }

    /** Empty, outside of the heap, and the same one for all connections of this thread. For the I/O thread. */
    ByteBuffer chunk() {
        return chunk.clear();
    }
}
