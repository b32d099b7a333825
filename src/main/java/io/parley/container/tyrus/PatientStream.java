package io.parley.container.tyrus;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's stream, to which nothing is written that would block: what there is no room for is held, and leaves
 * before anything else. Guarded by its owner's lock, which is not held while something is sent: the server may find
 * that the connection is broken, and then waits for another of its threads, which may wait for that lock. Who comes
 * meanwhile finds no room.
 *
 * <p>Where the server has said that it is ready, what is written and sent at once does not block; whatever is written
 * next, without asking, would (Payara; Jakarta Servlet, section 5.7, says no more than that one has to ask).
 */
final class PatientStream {

    /** What the server is handed does not block: this is for a thread that the processors have no time for. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ServletOutputStream server;
    private final Object lock;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>(2);
    private volatile boolean ended;

    /** The server was not ready, and has still to tell that it is. */
    private boolean awaited;

    /** Who has something on its way to the server. */
    private @Nullable Thread sender;

    /** Meanwhile there was no room for somebody. */
    private boolean missed;

    /** With the lock of its owner, which holds it in all that does not take it here. */
    PatientStream(ServletOutputStream server, Object lock) {
        this.server = server;
        this.lock = lock;
    }

    /** The server may tell within. Under no lock. */
    void begin(WriteListener listener) {
        synchronized (lock) {
            awaited = true;
        }
        server.setWriteListener(listener);
    }

    /** The server has told that it is ready; false where it has done so within a sending. */
    boolean isTold() {
        synchronized (lock) {
            awaited = false;
            return !isSending();
        }
    }

    /** It will never be ready again: asked once more, Payara would tell so once more, and perhaps too late. */
    void fails() {
        synchronized (lock) {
            awaited = true;
        }
    }

    /** The server takes its stream back, and may use it for another request: so whoever is at it is waited for. */
    void end() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            ended = true;
            try {
                while (isWithOther() && System.nanoTime() - until < 0) {
                    TimeUnit.NANOSECONDS.timedWait(lock, until - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isWithOther() {
        return sender != null && sender != Thread.currentThread();
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether all that was written has gone to the server. */
    boolean isIdle() {
        return !isSending() && held.isEmpty();
    }

    private boolean isSending() {
        missed |= sender != null;
        return sender != null;
    }

    /** Whether something can be sent now; if not, that is told when it can be. */
    boolean hasRoom() {
        return isIdle() && isReady();
    }

    /**
     * Asks the server only when it has told since it was last not ready. Payara is ready a moment before it tells;
     * asked in that moment, and not ready again, it may tell once for both, too early: what waits would wait for ever.
     */
    private boolean isReady() {
        awaited = awaited || !server.isReady();
        return !awaited;
    }

    /** Behind what is held. */
    void hold(byte[] piece) {
        held.add(piece);
    }

    /** Right behind {@link #hasRoom}: {@link #send} has to follow. */
    void begins() {
        sender = Thread.currentThread();
    }

    /** The next piece that is held, if it may leave: {@link #send} has to follow. */
    byte @Nullable [] beginsHeld() {
        synchronized (lock) {
            if (held.isEmpty() || isSending() || ended || !isReady()) {
                return null;
            }
            begins();
            return held.remove();
        }
    }

    /**
     * Sends what has begun. Under no lock. The server may find that the connection is broken, and end it all.
     *
     * @param told is run where there was no room for somebody meanwhile
     */
    void send(byte[] from, int offset, int length, Runnable told) throws IOException {
        try {
            write(from, offset, length);
        } finally {
            if (isOver()) {
                told.run();
            }
        }
    }

    private void write(byte[] from, int offset, int length) throws IOException {
        try {
            server.write(from, offset, length);
            if (!ended) {
                server.flush();
            }
        } catch (RuntimeException e) {
            if (!ended) {
                throw e;
            }
        }
        if (ended) {
            throw new IOException("the server has taken its stream back within a write");
        }
    }

    /** Whether somebody is to be told. */
    private boolean isOver() {
        synchronized (lock) {
            boolean tell = missed;
            sender = null;
            missed = false;
            lock.notifyAll();
            return tell;
        }
    }
}
