package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Connections that become ready, on any thread, and the one thread that goes round them. */
class IoRoundTest {

    private static final int CONNECTIONS = 5;
    private static final int PRODUCERS = 4;
    private static final int EACH = 500;
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void who_becomes_ready_within_its_own_turn_has_another_one() {
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        IoRound round = new IoRound(tasks::add);
        TestOutgoing waiting = new TestOutgoing();
        waiting.add(new byte[1]);
        List<OwnFrames> ready = new ArrayList<>();
        AtomicInteger turns = new AtomicInteger();
        OwnFrames connection = new OwnFrames(round, () -> {
            if (turns.getAndIncrement() == 0) {
                ready.get(0).ready();
            }
        });
        connection.begin(waiting);
        ready.add(connection);

        connection.ready();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }

        assertThat(turns).hasValue(2);
    }

    /** What was there before a connection was said to be ready is seen by a turn of its own that comes after. */
    @RepeatedTest(100)
    void whoever_becomes_ready_while_a_round_is_running_has_a_turn(RepetitionInfo repetition) throws Exception {
        ExecutorService ioThread = Executors.newSingleThreadExecutor();
        ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
        try {
            List<Counting> connections = new ArrayList<>();
            IoRound round = new IoRound(ioThread);
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new Counting(round));
            }
            List<Future<?>> parts = new ArrayList<>();
            CyclicBarrier start = new CyclicBarrier(PRODUCERS);
            for (int i = 0; i < PRODUCERS; i++) {
                Random random = new Random(repetition.getCurrentRepetition() * PRODUCERS + i);
                parts.add(producers.submit(() -> {
                    start.await();
                    for (int said = 0; said < EACH; said++) {
                        connections.get(random.nextInt(CONNECTIONS)).says();
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            ioThread.shutdown();
            assertThat(ioThread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();

            assertThat(connections)
                    .allSatisfy(connection -> assertThat(connection.seen).isEqualTo(connection.said.get()));
            assertThat(connections.stream()
                            .mapToInt(connection -> connection.seen)
                            .sum())
                    .isEqualTo(PRODUCERS * EACH);
        } finally {
            producers.shutdownNow();
            ioThread.shutdownNow();
        }
    }

    /** How much was said, and how much of it the last turn has seen. */
    private static final class Counting {

        private final AtomicInteger said = new AtomicInteger();
        private final OwnFrames frames;
        private int seen;

        Counting(IoRound round) {
            frames = new OwnFrames(round, () -> seen = said.get());
            TestOutgoing endless = new TestOutgoing();
            endless.add(new byte[1]);
            frames.begin(endless);
        }

        void says() {
            said.incrementAndGet();
            frames.ready();
        }
    }
}
