package io.parley.web.admin;

import io.parley.frame.Rule;
import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.TracedFrame;
import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import jakarta.json.Json;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a connection's frames to one client as they pass. No more than one event is on its way: what waits, waits in
 * the trace's ring, and what that has lost is told as missed. Any thread tells of news; steps are taken one at a time
 * on the executor, so that fields that only they use need no guard.
 */
final class LiveStream {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    /** Beats after which an event that has not left is waited for no more. */
    private static final int PATIENCE = 2;

    private final TracedConnection connection;
    private final Client client;
    private final Executor executor;
    private final Consumer<LiveStream> ended;
    private final Runnable news = this::news;
    /** News that came since the last step that found nothing to do. */
    private final AtomicInteger heard = new AtomicInteger();

    private final AtomicBoolean over = new AtomicBoolean();

    /** One for the stream until it is closed, and one for a step: some servers wait within it for who does not read. */
    private final AtomicInteger holds = new AtomicInteger(1);

    private final AtomicInteger beatsSinceSent = new AtomicInteger();
    private volatile boolean beating;
    private volatile boolean traced = true;
    private long after;
    private boolean refusalTold;

    /**
     * Who is sent to.
     *
     * @param sink takes events
     * @param sse makes them
     * @param visibility how much of the payloads is shown
     */
    record Client(SseEventSink sink, Sse sse, Visibility visibility) {}

    LiveStream(TracedConnection connection, long after, Client client, Executor executor, Consumer<LiveStream> ended) {
        this.connection = connection;
        this.after = after;
        this.client = client;
        this.executor = executor;
        this.ended = ended;
    }

    String connectionId() {
        return connection.connection().id();
    }

    /** Whether that is what it follows: a later trace of the same connection keeps other frames. */
    boolean follows(TracedConnection traced) {
        return traced.frames().equals(connection.frames());
    }

    void begin() {
        connection.frames().follow(news);
        news();
    }

    private void news() {
        if (heard.getAndIncrement() == 0) {
            execute();
        }
    }

    private void execute() {
        try {
            executor.execute(this::heldStep);
        } catch (RejectedExecutionException e) {
            end();
        }
    }

    /** Time has passed; false where the stream is over. */
    boolean beat(boolean stillTraced) {
        traced = stillTraced;
        if (beatsSinceSent.incrementAndGet() > PATIENCE) {
            end();
        }
        beating = true;
        news();
        return !over.get();
    }

    private void heldStep() {
        if (holds.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0) {
            try {
                step();
            } finally {
                letGo();
            }
        }
    }

    /** Its threads are free for another one. */
    private void letGo() {
        if (holds.decrementAndGet() == 0) {
            ended.accept(this);
        }
    }

    /** Sends what comes next, and goes on when it has left. */
    private void step() {
        int seen = heard.get();
        @Nullable OutboundSseEvent event = over.get() ? null : next();
        if (event != null) {
            send(event);
        } else if (!over.get() && isAtItsEnd()) {
            sendLast();
        } else if (heard.addAndGet(-seen) != 0) {
            execute();
        }
    }

    private boolean isAtItsEnd() {
        return !traced || connection.frames().isOver();
    }

    private @Nullable OutboundSseEvent next() {
        FrameTrace.Excerpt excerpt = connection.frames().after(after, 1);
        if (excerpt.oldest() > after + 1) {
            long from = after + 1;
            after = excerpt.oldest() - 1;
            return event("missed")
                    .data(Json.createObjectBuilder()
                            .add("from", from)
                            .add("to", after)
                            .build()
                            .toString())
                    .build();
        }
        if (!excerpt.frames().isEmpty()) {
            TracedFrame frame = excerpt.frames().get(0);
            after = frame.number();
            return event("frame")
                    .id(String.valueOf(after))
                    .data(FrameJson.of(frame, client.visibility()).toString())
                    .build();
        }
        return excerpt.refusal().isPresent() && !refusalTold ? refused(excerpt.refusal()) : heartbeat();
    }

    private OutboundSseEvent refused(Optional<Rule> rule) {
        refusalTold = true;
        String name = rule.map(Rule::name).orElse("");
        return event("refused")
                .data(Json.createObjectBuilder().add("rule", name).build().toString())
                .build();
    }

    /** Nothing that a browser tells its page of. */
    private @Nullable OutboundSseEvent heartbeat() {
        if (!beating || isAtItsEnd()) {
            return null;
        }
        beating = false;
        return client.sse().newEventBuilder().comment("").build();
    }

    private OutboundSseEvent.Builder event(String name) {
        return client.sse().newEventBuilder().name(name);
    }

    private void send(OutboundSseEvent event) {
        try {
            client.sink().send(event).whenComplete((sent, failure) -> {
                if (failure == null) {
                    beatsSinceSent.set(0);
                    execute();
                } else {
                    end();
                }
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "who followed frames is gone", e);
            end();
        }
    }

    private void sendLast() {
        try {
            client.sink().send(event("over").data("{}").build()).whenComplete((sent, failure) -> end());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "who followed frames is gone", e);
            end();
        }
    }

    /** Ends it; may be called again. */
    void end() {
        if (over.compareAndSet(false, true)) {
            connection.frames().unfollow(news);
            closeLater();
        }
    }

    /** To close may block, where the last event has not left: until then its threads are not free for another one. */
    private void closeLater() {
        try {
            executor.execute(this::close);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server stops, and closes what is open", e);
            letGo();
        }
    }

    private void close() {
        try {
            client.sink().close();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "who followed frames was gone", e);
        } finally {
            letGo();
        }
    }
}
