package io.parley.web.admin;

import io.parley.frame.Rule;
import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.TracedFrame;
import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a connection's frames to one client as they pass, on a thread that waits for news, and for the client. No more
 * than one event is on its way: what waits, waits in the trace's ring, and what that has lost is told as missed. Any
 * other thread may tell it of news, of time, and to end.
 */
final class LiveStream {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    /** Beats after which an event that has not left is waited for no more. */
    private static final int PATIENCE = 2;

    private final TracedConnection connection;
    private final Visibility visibility;
    private final Semaphore news = new Semaphore(0);
    private final Runnable tell = this::tell;
    private final AtomicInteger beatsSinceSent = new AtomicInteger();
    private volatile boolean beating;
    private volatile boolean traced = true;
    private volatile boolean over;

    /** Of the writing thread alone. */
    private long after;

    /** Of the writing thread alone. */
    private boolean refusalTold;

    /** Guarded by this. */
    private @Nullable Thread writing;

    /** Guarded by this. */
    private boolean done;

    /**
     * Of a connection.
     *
     * @param after the number of a frame: it begins behind it
     * @param visibility how much of the payloads is shown
     */
    LiveStream(TracedConnection connection, long after, Visibility visibility) {
        this.connection = connection;
        this.after = after;
        this.visibility = visibility;
    }

    String connectionId() {
        return connection.connection().id();
    }

    /** Whether that is what it follows: a later trace of the same connection keeps other frames. */
    boolean follows(TracedConnection other) {
        return other.frames().equals(connection.frames());
    }

    /** At most one permit or a few: each look finds all that there is. */
    private void tell() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /**
     * Time has passed; false where its thread is free. As long as nothing more has left by then, whoever writes is kept
     * from waiting for the client any longer: this, or the server behind it.
     */
    boolean beat(boolean stillTraced) {
        traced = stillTraced;
        if (beatsSinceSent.incrementAndGet() > PATIENCE) {
            giveUp();
        }
        beating = true;
        tell();
        return !isDone();
    }

    /** Ends it, once the client has taken what is on its way. */
    void end() {
        over = true;
        tell();
    }

    private synchronized void giveUp() {
        over = true;
        if (writing != null) {
            writing.interrupt();
        }
    }

    private synchronized boolean isDone() {
        return done;
    }

    /**
     * Answers, on this thread: with what {@link #writeTo} writes, and with what the server adds. Called once. Where the
     * client was given up before, it is not waited for at all.
     */
    void answer(Runnable answering) {
        begin();
        try {
            answering.run();
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        writing = Thread.currentThread();
        if (over) {
            writing.interrupt();
        }
    }

    /** The thread is free for others, and what was to wake this one is over. */
    private synchronized void finish() {
        done = true;
        writing = null;
        if (Thread.interrupted()) {
            LOG.log(System.Logger.Level.DEBUG, "who followed frames did not read");
        }
    }

    /** Writes until it is over, or the client is gone. */
    void writeTo(OutputStream out) {
        connection.frames().follow(tell);
        try {
            write(new EventStream(out));
        } catch (IOException | InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "who followed frames is gone", e);
        } finally {
            over = true;
            connection.frames().unfollow(tell);
        }
    }

    private void write(EventStream events) throws IOException, InterruptedException {
        events.begin();
        news.drainPermits();
        while (!over) {
            // In the reverse of the order in which they are told: nothing is said to be over before its last frames are
            boolean beaten = beating;
            boolean stopped = !traced;
            FrameTrace.Excerpt excerpt = connection.frames().after(after, 1);
            if (writesNext(events, excerpt)) {
                beatsSinceSent.set(0);
            } else if (stopped || excerpt.over()) {
                events.event("over", JsonObject.EMPTY_JSON_OBJECT);
                over = true;
            } else if (beaten) {
                beating = false;
                events.comment();
                beatsSinceSent.set(0);
            } else {
                news.acquire();
            }
            // Before all that is looked at again
            news.drainPermits();
        }
    }

    /** Whether there was something. */
    private boolean writesNext(EventStream events, FrameTrace.Excerpt excerpt) throws IOException {
        if (excerpt.oldest() - 1 > after) {
            long from = after + 1;
            after = excerpt.oldest() - 1;
            events.event(
                    "missed",
                    Json.createObjectBuilder()
                            .add("from", from)
                            .add("to", after)
                            .build());
        } else if (!excerpt.frames().isEmpty()) {
            TracedFrame frame = excerpt.frames().get(0);
            after = frame.number();
            events.event("frame", after, FrameJson.of(frame, visibility));
        } else if (excerpt.refusal().isPresent() && !refusalTold) {
            refusalTold = true;
            String rule = excerpt.refusal().map(Rule::name).orElse("");
            events.event("refused", Json.createObjectBuilder().add("rule", rule).build());
        } else {
            return false;
        }
        return true;
    }
}
