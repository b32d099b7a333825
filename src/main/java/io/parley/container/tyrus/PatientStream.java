package io.parley.container.tyrus;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The server's stream, to which nothing is written that would block: what there is no room for is held, and leaves
 * before anything else. For one thread at a time: guarded by its owner's lock.
 *
 * <p>Where the server has said that it is ready, what is written and sent at once does not block; whatever is written
 * next, without asking, would (Payara; Jakarta Servlet, section 5.7, says no more than that one has to ask).
 */
final class PatientStream {

    private final ServletOutputStream server;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>(2);
    private boolean ended;

    /** The server was not ready, and has still to tell that it is. */
    private boolean awaited;

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

    /** The server has told that it is ready, or that it never will be. */
    void isTold() {
        awaited = false;
    }

    /** The server takes its stream back, and may use it for another request. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    /** Whether something can be sent now. */
    boolean hasRoom() {
        return held.isEmpty() && isReady();
    }

    /**
     * Asks the server only when it has told since it was last not ready. Payara is ready a moment before it tells;
     * asked in that moment, and not ready again, it may tell once for both, too early: what waits would wait for ever.
     */
    private boolean isReady() {
        awaited = awaited || !server.isReady();
        return !awaited;
    }

    /** Right behind {@link #hasRoom}, and once. The server may find that the connection is broken, and end it all. */
    void send(byte[] from, int offset, int length) throws IOException {
        server.write(from, offset, length);
        if (ended) {
            throw new IOException("the server has taken its stream back within a write");
        }
        server.flush();
    }

    /** Sends it where there is room. */
    void sendOrHold(byte[] from, int offset, int length) throws IOException {
        if (hasRoom()) {
            send(from, offset, length);
        } else {
            hold(Arrays.copyOfRange(from, offset, offset + length));
        }
    }

    /** Behind what is held; {@link #sendHeld} has to follow. */
    void hold(byte[] piece) {
        held.add(piece);
    }

    /** As much as there is room for. */
    void sendHeld() throws IOException {
        while (!held.isEmpty() && !ended && isReady()) {
            byte[] piece = held.remove();
            send(piece, 0, piece.length);
        }
    }
}
