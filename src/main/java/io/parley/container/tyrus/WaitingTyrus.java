package io.parley.container.tyrus;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tyrus, as it waits for room (Jakarta Servlet, section 5.7), and its turn when there is some: until that is over, ours
 * waits. Guarded by the lock of the output, but for telling, which is done under no lock, since Tyrus has one of its
 * own.
 */
final class WaitingTyrus {

    private volatile @Nullable WriteListener writer;
    private boolean waits;

    /** That have begun and are not over: it may be told again before it has written. */
    private int turns;

    void listens(WriteListener listener) {
        writer = listener;
    }

    /** Tyrus asks whether there is room; the answer. */
    boolean asks(boolean room) {
        waits = !room;
        return room;
    }

    /** There may be room. Whether Tyrus is to be told: it has its turn then. */
    boolean beginsTurn() {
        boolean begins = waits && writer != null;
        if (begins) {
            turns++;
            waits = false;
        }
        return begins;
    }

    /** It has written, or could not. */
    void endsTurn() {
        turns--;
    }

    boolean hasTurn() {
        return turns > 0;
    }

    /** Whether something may be left with Tyrus. */
    boolean hasToWrite() {
        return waits || hasTurn();
    }

    void tell() {
        @Nullable WriteListener told = writer;
        if (told != null) {
            try {
                told.onWritePossible();
            } catch (IOException e) {
                told.onError(e);
            }
        }
    }

    void tellOf(Throwable failure) {
        @Nullable WriteListener told = writer;
        if (told != null) {
            told.onError(failure);
        }
    }
}
