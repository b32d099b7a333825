package io.parley.container.tyrus;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server's end of the output: takes what is written while a test says that it is ready, and else is blocked. */
final class FakeOutput extends ServletOutputStream {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private @Nullable WriteListener listener;
    private boolean ready = true;
    private boolean asked;
    private boolean roomForOne;
    private boolean broken;
    private boolean cannotTell;
    private int writes;
    private int flushes;
    private boolean tellsWithinFlush;
    private @Nullable Runnable meanwhile;
    private boolean breaksInFlush;

    byte[] written() {
        return out.toByteArray();
    }

    int writes() {
        return writes;
    }

    int flushes() {
        return flushes;
    }

    /** Whether it is ready. */
    void cannotTell() {
        cannotTell = true;
    }

    void isFull() {
        ready = false;
    }

    void hasRoomAgain() throws IOException {
        hasRoomButHasNotTold();
        tells();
    }

    /** One write makes it full again. */
    void hasRoomForOne() throws IOException {
        roomForOne = true;
        hasRoomAgain();
    }

    /** Which is told at once; nothing is written from here on. */
    void breaks() {
        broken = true;
        Objects.requireNonNull(listener).onError(new IOException("broken"));
    }

    void hasRoomButHasNotTold() {
        ready = true;
    }

    /** That something can be written, to who has asked in vain. */
    void tells() throws IOException {
        if (asked) {
            asked = false;
            Objects.requireNonNull(listener).onWritePossible();
        }
    }

    @Override
    public boolean isReady() {
        if (cannotTell) {
            throw new IllegalStateException("the stream was taken back");
        }
        asked |= !ready;
        return ready;
    }

    /** The next time, if somebody waits for it. */
    void tellsWithinFlush() {
        tellsWithinFlush = true;
    }

    /** Happens once, while something is written. */
    void meanwhile(Runnable action) {
        meanwhile = action;
    }

    /** What is written before leaves. */
    void breaksInFlush() {
        breaksInFlush = true;
    }

    @Override
    public void flush() throws IOException {
        flushes++;
        if (breaksInFlush) {
            throw new IOException("broken");
        }
        if (tellsWithinFlush) {
            tellsWithinFlush = false;
            asked = true;
            tells();
        }
    }

    @Override
    public void write(int one) {
        throw new IllegalStateException("in pieces only");
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (broken) {
            throw new IOException("broken");
        }
        if (!ready) {
            throw new IllegalStateException("this would block");
        }
        writes++;
        @Nullable Runnable action = meanwhile;
        meanwhile = null;
        if (action != null) {
            action.run();
        }
        out.write(from, offset, length);
        ready = !roomForOne;
        roomForOne = false;
    }

    @Override
    public void setWriteListener(WriteListener set) {
        listener = set;
        asked = true;
        if (ready) {
            try {
                tells();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
