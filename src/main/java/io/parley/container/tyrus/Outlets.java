package io.parley.container.tyrus;

import io.parley.session.Outlet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** As many as there are processors: each is worked at by one thread at a time, whichever that is. For any thread. */
final class Outlets {

    private final AtomicInteger given = new AtomicInteger();
    private volatile List<Outlet> all = List.of();

    Outlets() {}

    /** The next one in turn. */
    Outlet next(Executor threads) {
        List<Outlet> made = all.isEmpty() ? make(threads) : all;
        return made.get(Math.floorMod(given.getAndIncrement(), made.size()));
    }

    private synchronized List<Outlet> make(Executor threads) {
        if (all.isEmpty()) {
            all = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .mapToObj(number -> new Outlet(threads, () -> true, ByteBuffer::allocate))
                    .toList();
        }
        return all;
    }
}
