package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.session.Outlet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.threadpool.GrizzlyExecutorService;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutletsTest {

    private final Outlets outlets = new Outlets();
    private final List<GrizzlyExecutorService> pools = List.of(pool(5), pool(1), pool(1000));

    private static GrizzlyExecutorService pool(int threads) {
        return GrizzlyExecutorService.createInstance(
                ThreadPoolConfig.defaultConfig().setCorePoolSize(1).setMaxPoolSize(threads));
    }

    private static Transport listener(GrizzlyExecutorService pool) {
        Transport listener = TCPNIOTransportBuilder.newInstance().build();
        listener.setWorkerThreadPool(pool);
        return listener;
    }

    private Set<Outlet> of(Transport listener) {
        return IntStream.range(0, 1000)
                .mapToObj(connection -> outlets.next(listener))
                .collect(Collectors.toSet());
    }

    @AfterEach
    void end() {
        pools.forEach(GrizzlyExecutorService::shutdownNow);
    }

    @Test
    void a_listener_has_as_many_as_processors_and_leaves_half_of_its_threads_to_others() {
        int processors = Runtime.getRuntime().availableProcessors();

        assertThat(of(listener(pools.get(0)))).hasSize(Math.min(processors, 2));
        assertThat(of(listener(pools.get(1)))).hasSize(1);
        assertThat(of(listener(pools.get(2)))).hasSize(processors);
    }

    /** When it is changed in the server's configuration. */
    @Test
    void a_listener_that_is_started_anew_has_outlets_that_work() throws Exception {
        Transport before = listener(pools.get(1));
        pools.get(1).shutdownNow();
        outlets.next(before).ready(() -> {});
        CompletableFuture<Void> sent = new CompletableFuture<>();

        outlets.next(listener(pools.get(0))).ready(() -> sent.complete(null));

        sent.get(1, TimeUnit.MINUTES);
        assertThat(of(before)).doesNotContainAnyElementsOf(of(listener(pools.get(2))));
    }
}
