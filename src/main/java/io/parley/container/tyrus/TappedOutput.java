package io.parley.container.tyrus;

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

    private byte @Nullable [] closeFrame;
    private boolean lastAdded;
    private boolean shut;
    private @Nullable Runnable afterAll;

    /** One of our own, for the end of one of Tyrus'. */
    private boolean messageWaits;

    private volatile @Nullable WriteListener tyrus;

    TappedOutput(ServletOutputStream server, Outflow outflow, Listener listener) {
        this.server = new PatientStream(server);
        this.outflow = outflow;
        this.listener = listener;
    }

    /** Before Tyrus writes. */
    void begin() {
        synchronized (this) {
            server.begin();
        }
        server.listen(this);
    }

    /** Sends a close frame as soon as no frame is under way, unless Tyrus has sent one, and then no more. */
    void close(byte[] frame) {
        synchronized (this) {
            closeFrame = frame;
            if (outflow.isBetweenFrames()) {
                addCloseFrame(frame);
            }
        }
        writeHeld();
    }

    /** Does something when all that was written has left, or cannot leave any more; at once where nothing waits. */
    void whenAllHasLeft(Runnable action) {
        synchronized (this) {
            if (!server.isEnded() && !server.hasRoom()) {
                afterAll = action;
                return;
            }
        }
        action.run();
    }

    /** If it has, or is given up. */
    private void allMayHaveLeft(boolean givenUp) {
        @Nullable Runnable action;
        synchronized (this) {
            if (!givenUp && !server.isEnded() && !server.hasRoom()) {
                return;
            }
            action = afterAll;
            afterAll = null;
        }
        if (action != null) {
            action.run();
        }
    }

    /** The server takes its stream back, and may use it for another request. */
    synchronized void end() {
        server.end();
    }

    /** Unless Tyrus has sent one. */
    private void addCloseFrame(byte[] frame) {
        if (!outflow.isClosed()) {
            server.hold(frame);
        }
        lastAdded = true;
    }

    private void writeHeld() {
        try {
            if (wroteHeld()) {
                listener.shut().run();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "what was held could not be sent", e);
            listener.broken().run();
        }
    }

    /** Whether nothing follows, for the first time. */
    private synchronized boolean wroteHeld() throws IOException {
        server.sendHeld();
        boolean now = (lastAdded || outflow.isClosed()) && !server.isHolding() && !shut;
        shut |= now;
        return now && !server.isEnded();
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        boolean close;
        boolean isOurTurn;
        synchronized (this) {
            close = closeFrame != null;
            if (close) {
                keepRest(from, offset, length);
            } else if (!server.isEnded() && !outflow.isClosed()) {
                // Tyrus has asked whether there is room; meanwhile something of ours may have taken it
                server.sendOrHold(from, offset, length);
                outflow.follow(ByteBuffer.wrap(from, offset, length));
            }
            isOurTurn = messageWaits && outflow.takesMessages();
            messageWaits &= !isOurTurn;
        }
        if (close) {
            writeHeld();
        } else if (isOurTurn) {
            listener.writable().run();
        }
    }

    /** Whether a message of our own has its place here: not within one of Tyrus', nor behind a close frame. */
    synchronized boolean takesMessages() {
        boolean between = outflow.takesMessages();
        messageWaits |= !between;
        return between && closeFrame == null && !server.isEnded() && server.hasRoom();
    }

    /** Whether inspectors want to see messages of our own. */
    boolean isLookedAt() {
        return outflow.isLookedAt();
    }

    /**
     * Sends messages of our own in one piece.
     *
     * @param frames whole ones, on the heap
     * @return false where they have to wait; then nothing was written
     */
    synchronized boolean send(ByteBuffer frames) throws IOException {
        boolean sent = sentUnseen(frames);
        if (sent) {
            outflow.follow(frames);
        }
        return sent;
    }

    /** The same with messages that are known to be in the frames. */
    synchronized boolean send(ByteBuffer frames, List<? extends EncodedText> messages) throws IOException {
        boolean sent = sentUnseen(frames);
        if (sent) {
            outflow.left(messages, frames.limit());
        }
        return sent;
    }

    private boolean sentUnseen(ByteBuffer frames) throws IOException {
        boolean taken = takesMessages();
        if (taken) {
            server.send(frames.array(), frames.arrayOffset(), frames.limit());
        }
        return taken;
    }

    /** Of what Tyrus writes when we close, the rest of a frame that has begun still leaves. */
    private void keepRest(byte[] from, int offset, int length) {
        byte @Nullable [] frame = closeFrame;
        if (frame != null && !outflow.isBetweenFrames()) {
            int end = outflow.followFrame(ByteBuffer.wrap(from, offset, length));
            server.hold(Arrays.copyOfRange(from, offset, end));
            if (outflow.isBetweenFrames()) {
                addCloseFrame(frame);
            }
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** What is written is sent at once. */
    @Override
    public void flush() {}

    /** Always, once what is written is forgotten. */
    @Override
    public synchronized boolean isReady() {
        return closeFrame != null || server.isEnded() || server.hasRoom();
    }

    /** Tells it at once if something can be written: that may have been told while there was nobody to tell. */
    @Override
    public void setWriteListener(WriteListener writer) {
        tyrus = writer;
        if (isReady()) {
            tell(writer);
        }
    }

    private static void tell(WriteListener writer) {
        try {
            writer.onWritePossible();
        } catch (IOException e) {
            writer.onError(e);
        }
    }

    /**
     * Something can be written: what is held comes first, then what Tyrus has, then ours. Nobody is told under our
     * lock.
     */
    @Override
    public void onWritePossible() {
        if (Thread.holdsLock(this)) {
            listener.later().execute(this::onWritePossible);
            return;
        }
        synchronized (this) {
            server.isTold();
        }
        writeHeld();
        @Nullable WriteListener writer = tyrus;
        if (writer != null) {
            tell(writer);
        }
        listener.writable().run();
        allMayHaveLeft(false);
    }

    /** Perhaps in the midst of a write, under our lock: so Tyrus, which has one of its own, hears of it later. */
    @Override
    public void onError(Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "nothing more can be written", failure);
        synchronized (this) {
            server.isTold();
        }
        listener.broken().run();
        listener.later().execute(() -> {
            allMayHaveLeft(true);
            @Nullable WriteListener writer = tyrus;
            if (writer != null) {
                writer.onError(failure);
            }
        });
    }

    /** Closing is the connection's. */
    @Override
    public void close() {}
}
