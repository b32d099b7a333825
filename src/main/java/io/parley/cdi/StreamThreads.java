package io.parley.cdi;

import io.parley.web.admin.LiveStreams;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which live streams wait for their clients: the container's, in a pool of their own, so that neither an
 * application's observers hold a stream up, nor a client that does not read the observers. There are as many as there
 * may be streams, so that no task waits for long. A thread that has nothing to do for a minute goes.
 */
final class StreamThreads implements LiveStreams.Threads {

    private static final int IDLE_SECONDS = 60;
    private static final int FAREWELL_SECONDS = 1;

    private final ThreadPoolExecutor pool;

    /**
     * No thread yet.
     *
     * @param factory makes them
     * @param streams how many there may be
     */
    StreamThreads(ThreadFactory factory, int streams) {
        pool = new ThreadPoolExecutor(
                streams, streams, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Who does not read is not waited for. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
