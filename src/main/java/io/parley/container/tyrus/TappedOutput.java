package io.parley.container.tyrus;

import io.parley.frame.EncodedText;
import io.parley.frame.inspection.Outflow;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
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

    private final ServletOutputStream server;
    private final Outflow outflow;
    private final Listener listener;

    /** What leaves when we close: the rest of a frame that has begun, as it comes, and the close frame. */
    private final ArrayDeque<byte[]> last = new ArrayDeque<>(2);

    private byte @Nullable [] closeFrame;
    private boolean lastAdded;
    private boolean shut;
    private boolean ended;
    private @Nullable Runnable afterAll;

    /** One of our own, for the end of one of Tyrus'. */
    private boolean messageWaits;

    /** The server was not ready, and has still to tell that it is. */
    private boolean awaited;

    private volatile @Nullable WriteListener tyrus;

    TappedOutput(ServletOutputStream server, Outflow outflow, Listener listener) {
        this.server = server;
        this.outflow = outflow;
        this.listener = listener;
    }

    /** Before Tyrus writes. */
    void begin() {
        synchronized (this) {
            awaited = true;
        }
        server.setWriteListener(this);
    }

    /** Sends a close frame as soon as no frame is under way, unless Tyrus has sent one, and then no more. */
    void close(byte[] frame) {
        synchronized (this) {
            closeFrame = frame;
            if (outflow.isBetweenFrames()) {
                addCloseFrame(frame);
            }
        }
        writeLast();
    }

    /** Does something when all that was written has left, or cannot leave any more; at once where nothing waits. */
    void whenAllHasLeft(Runnable action) {
        synchronized (this) {
            if (!ended && !isServerReady()) {
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
            if (!givenUp && !ended && !isServerReady()) {
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
        ended = true;
    }

    /** Unless Tyrus has sent one. */
    private void addCloseFrame(byte[] frame) {
        if (!outflow.isClosed()) {
            last.add(frame);
        }
        lastAdded = true;
    }

    private void writeLast() {
        try {
            if (wroteLast()) {
                listener.shut().run();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a close frame could not be sent", e);
            listener.broken().run();
        }
    }

    /** Whether nothing follows, for the first time. */
    private synchronized boolean wroteLast() throws IOException {
        while (!last.isEmpty() && !ended && isServerReady()) {
            server.write(last.remove());
            server.flush();
        }
        boolean now = (lastAdded || outflow.isClosed()) && last.isEmpty() && !shut;
        shut |= now;
        return now && !ended;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        boolean close;
        boolean isOurTurn;
        synchronized (this) {
            close = closeFrame != null;
            if (close) {
                keepRest(from, offset, length);
            } else if (!ended && !outflow.isClosed()) {
                server.write(from, offset, length);
                outflow.follow(ByteBuffer.wrap(from, offset, length));
            }
            isOurTurn = messageWaits && outflow.takesMessages();
            messageWaits &= !isOurTurn;
        }
        if (close) {
            writeLast();
        } else if (isOurTurn) {
            listener.writable().run();
        }
    }

    /** Whether a message of our own has its place here: not within one of Tyrus', nor behind a close frame. */
    synchronized boolean takesMessages() {
        boolean between = outflow.takesMessages();
        messageWaits |= !between;
        return between && closeFrame == null && !ended && isServerReady();
    }

    /** Whether inspectors want to see messages of our own. */
    boolean isLookedAt() {
        return outflow.isLookedAt();
    }

    /**
     * Writes messages of our own in one piece: the server has said that it is ready for one write, and would block in
     * the next. {@link #flush} sends them, and does not block.
     *
     * @param frames whole ones, on the heap
     * @return false where they have to wait; then nothing was written
     */
    synchronized boolean write(ByteBuffer frames, List<? extends EncodedText> messages) throws IOException {
        if (!takesMessages()) {
            return false;
        }
        server.write(frames.array(), frames.arrayOffset(), frames.limit());
        outflow.left(messages, frames.limit());
        return true;
    }

    /** Of what Tyrus writes when we close, the rest of a frame that has begun still leaves. */
    private void keepRest(byte[] from, int offset, int length) {
        byte @Nullable [] frame = closeFrame;
        if (frame != null && !outflow.isBetweenFrames()) {
            int end = outflow.followFrame(ByteBuffer.wrap(from, offset, length));
            last.add(Arrays.copyOfRange(from, offset, end));
            if (outflow.isBetweenFrames()) {
                addCloseFrame(frame);
            }
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void flush() throws IOException {
        if (closeFrame == null && !ended) {
            server.flush();
        }
    }

    /**
     * Asks the server only when it has told since it was last not ready. Payara is ready a moment before it tells;
     * asked in that moment, and not ready again, it may tell once for both, too early: what waits would wait for ever.
     */
    private boolean isServerReady() {
        awaited = awaited || !server.isReady();
        return !awaited;
    }

    /** Always, once what is written is forgotten. */
    @Override
    public synchronized boolean isReady() {
        return closeFrame != null || ended || isServerReady();
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

    /** Something can be written: what of ours waits comes first, and then what Tyrus has. */
    @Override
    public void onWritePossible() {
        synchronized (this) {
            awaited = false;
        }
        writeLast();
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
            awaited = false;
        }
        listener.later().execute(() -> {
            allMayHaveLeft(true);
            @Nullable WriteListener writer = tyrus;
            if (writer != null) {
                writer.onError(failure);
            }
        });
        listener.broken().run();
    }

    /** Closing is the connection's. */
    @Override
    public void close() {}
}
