package io.parley.container.tyrus;

import io.parley.frame.inspection.Inflow;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows each frame on its way to Tyrus, in the array that Tyrus has given to read it into. What may not be passed on
 * does not get there. When we close, what still comes is thrown away, so that the peer reads our close frame and no
 * reset takes that away from it (RFC 6455, section 7.1.1), until it closes, too, or has sent too much.
 *
 * <p>Read by one thread at a time: by the server's as long as something comes ({@link ReadListener}; Jakarta Servlet,
 * section 3.7), by another where it was held back, and by nobody between a frame that was refused and our close.
 */
final class TappedInput extends ServletInputStream implements ReadListener {

    /**
     * Who is told, with no lock held.
     *
     * @param turnOver a read is over, and what it has passed on is worked off
     * @param enough nothing more is read: the peer has closed, or was to be read no longer
     * @param broken nothing can be read
     */
    record Listener(Runnable turnOver, Runnable enough, Runnable broken) {}

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private static final int MOST_BYTES = 1 << 20;
    private static final int AT_ONCE_BYTES = 4096;

    /** Whether it may be answered is asked again before Tyrus gets more. */
    private static final int MOST_AT_ONCE_BYTES = 16 * 1024;

    private final ServletInputStream server;
    private final Inflow inflow;
    private final BooleanSupplier mayAnswer;
    private final Listener listener;
    private final AtomicBoolean heldBack = new AtomicBoolean();
    private @Nullable ReadListener tyrus;
    private int thrownAway;
    private boolean waits;
    private volatile boolean discarding;
    private volatile boolean peerClosed;
    private volatile boolean ended;

    /**
     * Reads only while it may be answered: Tyrus keeps answers to pings without a bound.
     *
     * @param mayAnswer is asked before each read; once it has said no, {@link #goOn} has to follow
     */
    TappedInput(ServletInputStream server, Inflow inflow, BooleanSupplier mayAnswer, Listener listener) {
        this.server = server;
        this.inflow = inflow;
        this.mayAnswer = mayAnswer;
        this.listener = listener;
    }

    /** Tyrus is ready: reads what has come behind the handshake, and then what comes. */
    void begin() {
        server.setReadListener(this);
    }

    /** Tyrus gets no more; where nobody reads, the caller does. */
    void discard() {
        boolean nobodyReads;
        synchronized (this) {
            discarding = true;
            nobodyReads = heldBack.getAndSet(false) || waits;
            waits = false;
        }
        if (peerClosed) {
            listener.enough().run();
        } else if (nobodyReads) {
            go();
        }
    }

    /** The server takes its stream back, and may use it for another request. */
    synchronized void end() {
        ended = true;
    }

    @Override
    public void onDataAvailable() {
        go();
    }

    /** Whether it waits until it may be answered. */
    boolean isHeldBack() {
        return heldBack.get();
    }

    /** Something was written: reads on, if that is what it waits for. */
    void goOn() {
        if (heldBack.compareAndSet(true, false)) {
            go();
        }
    }

    private void go() {
        do {
            if (!mayRead() || !turn()) {
                return;
            }
        } while (isServerReady());
    }

    /** If not, {@link #goOn} or {@link #discard} reads on, whichever comes first; or has begun to. */
    private boolean mayRead() {
        if (discarding) {
            return true;
        }
        heldBack.set(true);
        return mayAnswer.getAsBoolean() && heldBack.compareAndSet(true, false);
    }

    private synchronized boolean isServerReady() {
        return !ended && server.isReady();
    }

    /** One read; whether there may be another. */
    private boolean turn() {
        @Nullable ReadListener reader = tyrus;
        try {
            if (!discarding && reader != null) {
                reader.onDataAvailable();
                listener.turnOver().run();
            }
            return discarding ? throwAway() : !waitsForClose();
        } catch (IOException | RuntimeException e) {
            onError(e);
            return false;
        }
    }

    private synchronized boolean waitsForClose() {
        waits = inflow.isRefused() && !discarding;
        return waits;
    }

    private boolean throwAway() throws IOException {
        byte[] scratch = new byte[AT_ONCE_BYTES];
        int read = take(scratch, 0, scratch.length);
        while (read > 0 && thrownAway < MOST_BYTES && !peerClosed) {
            thrownAway += read;
            accept(scratch, 0, read);
            read = take(scratch, 0, scratch.length);
        }
        boolean enough = read < 0 || peerClosed || thrownAway >= MOST_BYTES;
        if (enough) {
            listener.enough().run();
        }
        return !enough;
    }

    /** Without waiting; 0 where nothing has come. */
    private int take(byte[] into, int offset, int length) throws IOException {
        int read = takeFromServer(into, offset, length);
        if (read > 0) {
            inflow.arrived(read);
        }
        return read;
    }

    private synchronized int takeFromServer(byte[] into, int offset, int length) throws IOException {
        return ended || server.available() == 0 ? 0 : server.read(into, offset, length);
    }

    private int accept(byte[] bytes, int offset, int length) {
        int end = inflow.accept(ByteBuffer.wrap(bytes, offset, length));
        peerClosed = inflow.isPeerClosed();
        return end - offset;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (inflow.isRefused() || discarding) {
            return 0;
        }
        int read = take(into, offset, length);
        return read > 0 ? accept(into, offset, read) : read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
    }

    @Override
    public synchronized int available() throws IOException {
        return ended || discarding || inflow.isRefused() ? 0 : Math.min(server.available(), MOST_AT_ONCE_BYTES);
    }

    /** Never, so that Tyrus reads once each time it is called, and the loop is ours. */
    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public synchronized boolean isFinished() {
        return ended || server.isFinished();
    }

    @Override
    public void setReadListener(ReadListener reader) {
        tyrus = reader;
    }

    @Override
    public void onAllDataRead() {
        listener.enough().run();
    }

    /** Tyrus hears of it when the connection is gone. */
    @Override
    public void onError(Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "nothing more can be read", failure);
        listener.broken().run();
    }
}
