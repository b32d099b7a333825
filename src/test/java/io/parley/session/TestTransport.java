package io.parley.session;

import io.parley.protocol.CloseReason;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A peer that reads at once, or only when a test says so. */
public final class TestTransport implements Transport {

    private final List<String> sent = new ArrayList<>();
    private final List<ByteBuffer> pings = new ArrayList<>();
    private final List<CloseReason> closes = new ArrayList<>();
    private final ArrayDeque<Completion> unread = new ArrayDeque<>();
    private Consumer<ByteBuffer> whenPinged = payload -> {};
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
    public void ping(ByteBuffer payload) {
        Consumer<ByteBuffer> answer;
        synchronized (this) {
            pings.add(payload);
            answer = whenPinged;
        }
        answer.accept(payload);
    }

    /** What the peer does with a ping; nothing, unless this was called. */
    public synchronized void whenPinged(Consumer<ByteBuffer> answer) {
        whenPinged = answer;
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

    /** The payloads of the pings that were sent. */
    public synchronized List<ByteBuffer> pings() {
        return List.copyOf(pings);
    }

    /** How the connection was closed. */
    public synchronized List<CloseReason> closes() {
        return List.copyOf(closes);
    }
}
