package io.parley.container.tyrus;

import io.parley.session.Outlet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.threadpool.GrizzlyExecutorService;

/**
 * Each of a server's listeners has as many as there are processors, and no more than half of its threads: an outlet is
 * worked at by one of them at a time, whichever that is. A listener that is started anew is another one, whose tasks
 * may have been thrown away before. May be used by any thread.
 */
final class Outlets {

    private final AtomicInteger given = new AtomicInteger();
    private final Map<Transport, List<Outlet>> all = new ConcurrentHashMap<>();

    Outlets() {}

    /** For a connection of that listener: the next one in turn. */
    Outlet next(Transport listener) {
        List<Outlet> outlets = all.computeIfAbsent(listener, Outlets::make);
        return outlets.get(Math.floorMod(given.getAndIncrement(), outlets.size()));
    }

    private static List<Outlet> make(Transport listener) {
        Workers workers = new Workers(listener);
        return IntStream.range(0, Math.min(Runtime.getRuntime().availableProcessors(), most(listener)))
                .mapToObj(number -> new Outlet(workers))
                .toList();
    }

    private static int most(Transport listener) {
        return listener.getWorkerThreadPool() instanceof GrizzlyExecutorService threads
                ? Math.max(1, threads.getConfiguration().getMaxPoolSize() / 2)
                : 1;
    }
}
