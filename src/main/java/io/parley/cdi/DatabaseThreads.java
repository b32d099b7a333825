package io.parley.cdi;

import io.parley.log.jdbc.JdbcThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the room log waits for its database: the container's, in pools of the log's own, so that neither
 * the application's tasks nor its observers can hold the log up, nor the log them. A thread that has nothing to do for
 * a minute goes.
 */
final class DatabaseThreads implements AutoCloseable {

    private static final int READERS = 4;
    private static final int UPKEEP = 2;
    private static final int MOST_HAND_OUTS = 10_000;
    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor writer;
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor followers;
    private final ThreadPoolExecutor upkeep;
    private final ThreadPoolExecutor handOuts;
    private final ThreadPoolExecutor relay;

    /**
     * No thread yet.
     *
     * @param factory makes them
     * @param reads how many may wait to be read
     */
    DatabaseThreads(ThreadFactory factory, int reads) {
        this.writer = pool(1, 1, factory);
        this.readers = pool(READERS, reads, factory);
        this.followers = pool(1, MOST_HAND_OUTS, factory);
        this.upkeep = pool(UPKEEP, UPKEEP, factory);
        this.handOuts = pool(Runtime.getRuntime().availableProcessors(), MOST_HAND_OUTS, factory);
        this.relay = pool(1, 1, factory);
    }

    private static ThreadPoolExecutor pool(int threads, int waiting, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    JdbcThreads threads() {
        return new JdbcThreads(writer, readers, followers, upkeep, handOuts);
    }

    /** One thread, and one task that waits for it. */
    Executor relay() {
        return relay;
    }

    /** What is being done is finished, and so is what waits; nothing more is taken. */
    @Override
    public void close() {
        writer.shutdown();
        readers.shutdown();
        followers.shutdown();
        upkeep.shutdown();
        handOuts.shutdown();
        relay.shutdown();
    }
}
