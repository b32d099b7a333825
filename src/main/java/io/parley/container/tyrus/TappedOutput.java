package io.parley.container.tyrus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.parley.frame.EncodedText;
import io.parley.frame.inspection.Outflow;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Knows where frames end on their way from Tyrus to the peer, so that a close frame of our own finds its place between
 * two of them. Behind that, or behind a close frame of Tyrus' own, what Tyrus still writes is forgotten. May be used by
 * any thread. Without blocking, as long as Tyrus asks {@link #isReady} before it writes, which it does (Jakarta
 * Servlet, section 5.7).
 */
final class TappedOutput extends ServletOutputStream implements WriteListener {

    /**
     * Who is told, on any thread.
     *
     * @param writable something can be written, after it could not
     * @param shut our close frame, or Tyrus', is written, and nothing follows it
     * @param broken nothing can be written
     * @param later runs what must not be run under a lock
     */
    record Listener(Runnable writable, Runnable shut, Runnable broken, Executor later) {}

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private final PatientStream server;
    private final Outflow outflow;
    private final Listener listener;

    private final LastFrame last;
    private final WaitingTyrus tyrus = new WaitingTyrus();
    private @Nullable Runnable afterAll;

    /** One of our own, for the end of one of Tyrus'. */
    private boolean messageWaits;

    TappedOutput(ServletOutputStream server, Outflow outflow, Listener listener) {
        this.server = new PatientStream(server, this);
        this.last = new LastFrame(this.server, outflow);
        this.outflow = outflow;
        this.listener = listener;
    }

    /** Before Tyrus writes. */
    void begin() {
        server.begin(this);
    }

    /** Sends a close frame as soon as no frame is under way, unless Tyrus has sent one, and then no more. */
    void close(byte[] frame) {
        synchronized (this) {
            last.hold(frame);
        }
        sendHeld();
    }

    /** Does something when all that was written has left, or cannot leave any more. */
    void whenAllHasLeft(Runnable action) {
        synchronized (this) {
            afterAll = action;
        }
        allMayHaveLeft(false);
    }

    /** If it has, or is given up. */
    private void allMayHaveLeft(boolean givenUp) {
        @Nullable Runnable action;
        synchronized (this) {
            action = afterAll;
            if (action == null || (!givenUp && !server.isEnded() && mayBeWritten())) {
                return;
            }
            afterAll = null;
        }
        listener.later().execute(action);
    }

    /** Whether something that was written has not left, or something may still be. */
    private boolean mayBeWritten() {
        return tyrus.hasToWrite() || !server.hasRoom();
    }

    /** The server takes its stream back, and may use it for another request. */
    void end() {
        server.end();
    }

    /** As much as there is room for. */
    private void sendHeld() {
        try {
            byte @Nullable [] piece = server.beginsHeld();
            while (piece != null) {
                send(piece, 0, piece.length);
                piece = server.beginsHeld();
            }
            if (isLastOver()) {
                listener.shut().run();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(e instanceof IOException ? DEBUG : ERROR, "what was held could not be sent", e);
            listener.broken().run();
        }
        allMayHaveLeft(false);
    }

    private synchronized boolean isLastOver() {
        return last.isOverNow();
    }

    /** Under no lock. Who has found no room meanwhile hears later that there may be. */
    private void send(byte[] from, int offset, int length) throws IOException {
        server.send(from, offset, length, () -> listener.later().execute(this::goOn));
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        boolean send;
        boolean close;
        boolean isOurTurn;
        try {
            synchronized (this) {
                close = last.isWanted();
                send = !close && takes(from, offset, length);
                isOurTurn = messageWaits && outflow.takesMessages();
                messageWaits &= !isOurTurn;
                last.keepRest(from, offset, length);
            }
        } catch (RuntimeException | Error e) {
            // It may have been shown, and will not be sent: nobody knows any more where a frame ends
            listener.broken().run();
            throw e;
        }
        try {
            if (send) {
                send(from, offset, length);
            }
        } finally {
            if (close) {
                sendHeld();
            } else if (isOurTurn) {
                listener.writable().run();
            }
        }
    }

    /** Tyrus has asked whether there is room; meanwhile something of ours may have taken it. Whether there is. */
    private boolean takes(byte[] from, int offset, int length) {
        if (server.isEnded() || outflow.isClosed()) {
            return false;
        }
        outflow.follow(ByteBuffer.wrap(from, offset, length));
        boolean room = server.hasRoom();
        if (room) {
            server.begins();
        } else {
            server.hold(Arrays.copyOfRange(from, offset, offset + length));
        }
        return room;
    }

    /** Whether a message of our own has its place here: not within one of Tyrus', nor behind a close frame. */
    synchronized boolean takesMessages() {
        boolean between = outflow.takesMessages();
        messageWaits |= !between;
        return between && !last.isWanted() && !server.isEnded() && !tyrus.hasTurn() && server.hasRoom();
    }

    /** Whether inspectors want to see messages of our own. */
    boolean isLookedAt() {
        return outflow.isLookedAt();
    }

    /** Sends messages of our own in one piece, whole ones on the heap; where they have to wait, none, and false. */
    boolean send(ByteBuffer frames) throws IOException {
        return isSent(frames, () -> outflow.follow(frames));
    }

    /** The same with messages that are known to be in the frames. */
    boolean send(ByteBuffer frames, List<? extends EncodedText> messages) throws IOException {
        return isSent(frames, () -> outflow.left(messages, frames.limit()));
    }

    private boolean isSent(ByteBuffer frames, Runnable show) throws IOException {
        synchronized (this) {
            if (!takesMessages()) {
                return false;
            }
            show.run();
            server.begins();
        }
        send(frames.array(), frames.arrayOffset(), frames.limit());
        return true;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** What is written is sent at once. */
    @Override
    public void flush() {}

    /** For Tyrus, which hears of it if not. Always, once what is written is forgotten. */
    @Override
    public synchronized boolean isReady() {
        return tyrus.asks(isWritable());
    }

    /** The same for others; whoever asks is told that something can be written. */
    synchronized boolean isWritable() {
        return last.isWanted() || server.isEnded() || server.hasRoom();
    }

    /** Tells it at once if something can be written: that may have been told while there was nobody to tell. */
    @Override
    public void setWriteListener(WriteListener writer) {
        tyrus.listens(writer);
        if (isReady()) {
            tyrus.tell();
            allMayHaveLeft(false);
        }
    }

    /** The server holds a lock of its own. */
    @Override
    public void onWritePossible() {
        if (server.isTold()) {
            goOn();
        }
    }

    /** There may be room: what is held comes first, then what Tyrus has, then ours. */
    private void goOn() {
        sendHeld();
        if (beginsTurnOfTyrus()) {
            listener.later().execute(this::giveTurnToTyrus);
        } else {
            listener.writable().run();
        }
    }

    private synchronized boolean beginsTurnOfTyrus() {
        return tyrus.beginsTurn();
    }

    private void giveTurnToTyrus() {
        try {
            tyrus.tell();
        } finally {
            endTurnOfTyrus();
            listener.writable().run();
            allMayHaveLeft(false);
        }
    }

    private synchronized void endTurnOfTyrus() {
        tyrus.endsTurn();
    }

    /** Perhaps in the midst of a write: Tyrus, which has a lock of its own, hears of it later. */
    @Override
    public void onError(Throwable failure) {
        LOG.log(DEBUG, "nothing more can be written", failure);
        server.fails();
        listener.broken().run();
        listener.later().execute(() -> {
            allMayHaveLeft(true);
            tyrus.tellOf(failure);
        });
    }

    /** Closing is the connection's. */
    @Override
    public void close() {}
}
