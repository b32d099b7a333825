package io.parley.web.admin;

import io.parley.time.Timer;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The streams of frames that are open, within a bound. Their clients may block the threads of an executor, one each:
 * those of the chat they do not touch. May be used by any thread.
 */
public final class LiveStreams {

    /** So often a client hears something, and one that has not taken the last thing by then is let go. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final int most;
    private final Traces traces;
    private final Executor executor;
    private final Timer timer;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private boolean stopped;

    /**
     * None is open.
     *
     * @param most at a time
     * @param traces say whether a connection is still traced
     * @param executor whose tasks may block
     * @param timer beats
     */
    public LiveStreams(int most, Traces traces, Executor executor, Timer timer) {
        this.most = most;
        this.traces = traces;
        this.executor = executor;
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
        LiveStream stream = new LiveStream(connection, after, client, executor, open::remove);
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
            if (stream.beat(traces.find(stream.connectionId()).isPresent())) {
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
    }
}
