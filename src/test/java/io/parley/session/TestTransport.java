package io.parley.session;

import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A peer that reads at once, or only when a test says so. */
public final class TestTransport implements Transport, Sender {

    private final List<String> sent = new ArrayList<>();
    private final List<ByteBuffer> pings = new ArrayList<>();
    private final List<CloseReason> closes = new ArrayList<>();
    private @Nullable Outgoing outgoing;
    private Consumer<ByteBuffer> whenPinged = payload -> {};
    private Runnable whenClosed = () -> {};
    private boolean reading = true;
    private boolean underWay;
    private boolean sending;
    private boolean again;

    @Override
    public Sender sender() {
        return this;
    }

    @Override
    public synchronized void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    @Override
    public synchronized void ready() {
        again = true;
        if (outgoing == null || sending) {
            return;
        }
        sending = true;
        while (again) {
            again = false;
            send(outgoing);
        }
        sending = false;
    }

    private void send(Outgoing waiting) {
        @Nullable EncodedEvent next = waiting.isWaiting() && !underWay ? waiting.next() : null;
        while (next != null) {
            sent.add(next.text().strip());
            underWay = !reading;
            if (underWay) {
                waiting.stuck();
                return;
            }
            waiting.left();
            next = waiting.isWaiting() ? waiting.next() : null;
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
    public void close(CloseReason reason) {
        Runnable then;
        synchronized (this) {
            closes.add(reason);
            then = whenClosed;
        }
        then.run();
    }

    /** What happens within a close; nothing, unless this was called. */
    public synchronized void whenClosed(Runnable action) {
        whenClosed = action;
    }

    /** From now on, what is sent is not read. */
    public synchronized void stopReading() {
        reading = false;
    }

    /** Reads one message that is under way. */
    public synchronized void readOne() {
        settle().left();
        ready();
    }

    /** The message under way will never arrive. */
    public synchronized void fail() {
        settle().failed();
        ready();
    }

    private Outgoing settle() {
        if (!underWay || outgoing == null) {
            throw new IllegalStateException("nothing is under way");
        }
        underWay = false;
        return outgoing;
    }

    /** How many messages are under way. */
    public synchronized int underWay() {
        return underWay ? 1 : 0;
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
