package io.parley.container.tyrus;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The server's stream, to which nothing is written that would block: what there is no room for is held, and leaves
 * before anything else. Guarded by its owner's lock, but for {@link #send}, which is called under no lock: the server
 * may find that the connection is broken, and then waits for another of its threads, which may wait for that lock. Who
 * comes meanwhile finds no room.
 *
 * <p>Where the server has said that it is ready, what is written and sent at once does not block; whatever is written
 * next, without asking, would (Payara; Jakarta Servlet, section 5.7, says no more than that one has to ask).
 */
final class PatientStream {

    private final ServletOutputStream server;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>(2);
    private volatile boolean ended;

    /** The server was not ready, and has still to tell that it is. */
    private boolean awaited;

    /** Something is on its way to the server. */
    private boolean sending;

    /** Meanwhile there was no room for somebody. */
    private boolean missed;

    PatientStream(ServletOutputStream server) {
        this.server = server;
    }

    /** Before {@link #listen}, within which the server may tell. */
    void begin() {
        awaited = true;
    }

    /** Under no lock. */
    void listen(WriteListener listener) {
        server.setWriteListener(listener);
    }

    /** The server has told that it is ready; false where it has done so within a sending. */
    boolean isTold() {
        awaited = false;
        missed |= sending;
        return !sending;
    }

    /** It will never be ready again: asked once more, Payara would tell so once more, and perhaps too late. */
    void fails() {
        awaited = true;
    }

    /** The server takes its stream back, and may use it for another request. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether all that was written has gone to the server. */
    boolean isIdle() {
        missed |= sending;
        return held.isEmpty() && !sending;
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

    /** Right behind {@link #hasRoom}: {@link #send} has to follow, and then {@link #isOver}. */
    void begins() {
        sending = true;
    }

    /** The next piece that is held, if it may leave; begins to send it. */
    byte @Nullable [] beginsHeld() {
        if (sending) {
            missed = true;
            return null;
        }
        sending = !held.isEmpty() && !ended && isReady();
        return sending ? held.remove() : null;
    }

    /** What has begun. Under no lock. The server may find that the connection is broken, and end it all. */
    void send(byte[] from, int offset, int length) throws IOException {
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

    /** What has begun is sent, or was not; whether somebody is to be told. */
    boolean isOver() {
        boolean tell = missed;
        sending = false;
        missed = false;
        return tell;
    }
}
