package io.parley.web.admin;

import io.parley.time.Timer;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The streams of frames that are open, within a bound. Their clients may block threads, two each at the most: those of
 * the chat they do not touch. May be used by any thread.
 */
public final class LiveStreams {

    /**
     * So often a client hears something. One that has not taken the last thing when three have passed hears no more;
     * its place is free when it reads on, or its connection ends.
     */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final int most;
    private final Traces traces;
    private final Threads threads;
    private final Timer timer;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private boolean stopped;

    /** Where events are sent from, and streams closed: tasks may block, as many at a time as two for each stream. */
    public interface Threads extends Executor, AutoCloseable {

        /** What was wanted is still done; nothing more is. */
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

    /** Begins one behind a frame; false where there are as many as may be. */
    boolean begin(TracedConnection connection, long after, LiveStream.Client client) {
        LiveStream stream = new LiveStream(connection, after, client, threads, open::remove);
        synchronized (this) {
            if (stopped || open.size() >= most) {
                return false;
            }
            open.add(stream);
        }
        stream.begin();
        beatLater(stream);
        return true;
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
