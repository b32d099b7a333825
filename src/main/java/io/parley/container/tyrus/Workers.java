package io.parley.container.tyrus;

import io.parley.session.OutletThread;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.glassfish.grizzly.Transport;

/**
 * The threads on which a server works at what has come. Tasks see the class loader of the thread that this was made on.
 */
final class Workers implements OutletThread {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private final Transport transport;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    Workers(Transport transport) {
        this.transport = transport;
    }

    /** Later; on other threads where the server has none left for it. */
    @Override
    public void execute(Runnable task) {
        Executor threads =
                Optional.<Executor>ofNullable(transport.getWorkerThreadPool()).orElseGet(ForkJoinPool::commonPool);
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server is overloaded, or stops", e);
            ForkJoinPool.commonPool().execute(() -> run(task));
        }
    }

    /** None of them has the connections to itself: whoever offers something may write it. */
    @Override
    public boolean isAsleep() {
        return true;
    }

    /** To go on later is to wait behind all that the server has for its threads, and no socket waits for this one. */
    @Override
    public int membersAtOnce() {
        return 256;
    }

    /** The server takes bytes from an array. */
    @Override
    public ByteBuffer memory(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    private void run(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
