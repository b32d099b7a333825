package io.parley.session;

import io.parley.protocol.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A peer that reads at once, or only when a test says so. */
public final class TestTransport implements Transport {

    private final List<String> sent = new ArrayList<>();
    private final List<CloseReason> closes = new ArrayList<>();
    private final ArrayDeque<Completion> unread = new ArrayDeque<>();
    private boolean reading = true;

    @Override
    public synchronized void send(String text, Completion completion) {
        sent.add(text);
        if (reading) {
            completion.done(true);
        } else {
            unread.add(completion);
        }
    }

    @Override
    public synchronized void close(CloseReason reason) {
        closes.add(reason);
    }

    /** From now on, what is sent is not read. */
    public synchronized void stopReading() {
        reading = false;
    }

    /** Reads one message that is under way. */
    public void readOne() {
        takeUnread().done(true);
    }

    /** The message under way will never arrive. */
    public void fail() {
        takeUnread().done(false);
    }

    private synchronized Completion takeUnread() {
        return unread.remove();
    }

    /** How many messages are under way. */
    public synchronized int underWay() {
        return unread.size();
    }

    /** What was sent, in order. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** What was sent since this was last asked. */
    public synchronized List<String> takeSent() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** How the connection was closed. */
    public synchronized List<CloseReason> closes() {
        return List.copyOf(closes);
    }
}
