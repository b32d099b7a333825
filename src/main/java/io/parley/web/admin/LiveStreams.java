package io.parley.web.admin;

import io.parley.time.Timer;
import io.parley.trace.Traces;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The streams of frames that are open, within a bound. Each has a thread, which waits for its client: those of the chat
 * they do not touch. May be used by any thread.
 */
public final class LiveStreams {

    /**
     * So often a client hears something. One that has not taken the last thing when three have passed hears no more.
     */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final int most;
    private final Traces traces;
    private final Threads threads;
    private final Timer timer;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private boolean stopped;

    /** Tasks may block, as many at a time as there may be streams. */
    public interface Threads extends Executor, AutoCloseable {

        /** What was begun is not waited for for long; nothing more is. */
        @Override
        void close();
    }

    /**
     * None is open.
     *
     * @param most at a time
     * @param traces say whether a connection is still traced
     * @param threads its own; closed with it
     * @param timer beats
     */
    public LiveStreams(int most, Traces traces, Threads threads, Timer timer) {
        this.most = most;
        this.traces = traces;
        this.threads = threads;
        this.timer = timer;
    }

    /**
     * How many are open.
     *
     * @return 0 or more
     */
    public int count() {
        return open.size();
    }

    /**
     * Begins one.
     *
     * @param stream is written to by a thread of its own, and keeps its place until that is free
     * @param answer is given what writes to the client; returns when that has
     * @return false where there are as many as may be
     */
    boolean begin(LiveStream stream, Consumer<StreamingOutput> answer) {
        synchronized (this) {
            if (stopped || open.size() >= most) {
                return false;
            }
            execute(stream, answer);
        }
        beatLater(stream);
        return true;
    }

    private void execute(LiveStream stream, Consumer<StreamingOutput> answer) {
        open.add(stream);
        boolean begun = false;
        try {
            threads.execute(() -> {
                try {
                    stream.answer(() -> answer.accept(stream::writeTo));
                } finally {
                    open.remove(stream);
                }
            });
            begun = true;
        } finally {
            if (!begun) {
                open.remove(stream);
            }
        }
    }

    private void beatLater(LiveStream stream) {
        timer.after(BEAT, () -> {
            if (stream.beat(
                    traces.find(stream.connectionId()).filter(stream::follows).isPresent())) {
                beatLater(stream);
            }
        });
    }

    /**
     * Ends them all; none may begin any more. Where there was none, no further class is wanted of a server that stops.
     */
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        for (LiveStream stream : open) {
            stream.end();
        }
        threads.close();
    }
}
