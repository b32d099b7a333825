package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.EncodedEvent;
import io.parley.time.TestTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whoever offers, ends, finishes and sends at once: there is one end, nothing behind it, and nothing is kept. */
class OutboxRaceTest {

    private static final int PRODUCERS = 3;
    private static final int EACH = 200;
    private static final int LAST_BYTES = 9;
    private static final int PATIENCE_SECONDS = 30;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Peer peer = new Peer();

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @RepeatedTest(200)
    void nothing_follows_the_last_event_and_nothing_is_kept() throws Exception {
        Outbox outbox = outbox(Integer.MAX_VALUE);

        race(outbox, List.of(() -> {
            outbox.finish(event("last", LAST_BYTES));
            outbox.flush();
            return null;
        }));

        assertThat(told).containsExactly("finished");
        assertThat(peer.sizes.get(peer.sizes.size() - 1)).isEqualTo(LAST_BYTES);
        assertThat(peer.sizes).containsOnlyOnce(LAST_BYTES);
        assertThat(outbox.sent().messages()).isEqualTo(peer.sizes.size());
        assertThat(outbox.bytes()).isZero();
    }

    @RepeatedTest(200)
    void the_bound_is_passed_once_and_nothing_is_kept() throws Exception {
        Outbox outbox = outbox(50);

        race(outbox, List.of());

        assertThat(told).hasSizeLessThanOrEqualTo(1).allMatch("overflowed"::equals);
        assertThat(outbox.bytes()).isZero();
    }

    @RepeatedTest(200)
    void whatever_comes_first_is_the_one_end() throws Exception {
        Outbox outbox = outbox(200);

        race(
                outbox,
                List.of(
                        () -> {
                            outbox.finish(event("last", LAST_BYTES));
                            outbox.flush();
                            return null;
                        },
                        () -> {
                            peer.breaks = true;
                            outbox.flush();
                            return null;
                        }));

        assertThat(told).hasSize(1);
        assertThat(outbox.bytes()).isZero();
    }

    @RepeatedTest(200)
    void an_end_from_outside_keeps_nothing_and_is_told_to_nobody_afterwards() throws Exception {
        Outbox outbox = outbox(Integer.MAX_VALUE);

        race(outbox, List.of(() -> {
            outbox.end();
            return null;
        }));

        assertThat(told).isEmpty();
        assertThat(outbox.bytes()).isZero();
    }

    /** It was let in before the last event, and added behind it. */
    @Test
    void what_is_offered_too_late_is_not_kept() throws Exception {
        Outbox outbox = outbox(Integer.MAX_VALUE);
        List<EncodedEvent> late = new AbstractList<>() {
            @Override
            public EncodedEvent get(int index) {
                outbox.finish(event("last", LAST_BYTES));
                outbox.flush();
                return event("late", 8);
            }

            @Override
            public int size() {
                return 2;
            }
        };

        outbox.offer(late);
        outbox.flush();
        peer.isIdle();

        assertThat(peer.sizes).containsExactly(LAST_BYTES);
        assertThat(outbox.bytes()).isZero();
    }

    private void race(Outbox outbox, List<Callable<Void>> others) throws Exception {
        List<Callable<Void>> parts = new ArrayList<>(others);
        for (int i = 0; i < PRODUCERS; i++) {
            parts.add(() -> {
                for (int said = 0; said < EACH; said++) {
                    outbox.offer(event("e", 3 + said % 5));
                    outbox.flush();
                }
                return null;
            });
        }
        CyclicBarrier start = new CyclicBarrier(parts.size());
        List<Future<Void>> running = new ArrayList<>();
        for (Callable<Void> part : parts) {
            running.add(THREADS.submit(() -> {
                start.await();
                return part.call();
            }));
        }
        for (Future<Void> part : running) {
            part.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        peer.isIdle();
    }

    private Outbox outbox(int bytes) {
        Outbox made =
                new Outbox(peer, new OutboxLimits(bytes, Duration.ofSeconds(10)), new TestTime(), new Outbox.Owner() {
                    @Override
                    public void overflowed() {
                        told.add("overflowed");
                    }

                    @Override
                    public void finished() {
                        told.add("finished");
                    }

                    @Override
                    public void failed() {
                        told.add("failed");
                    }
                });
        peer.begin(made);
        return made;
    }

    private static EncodedEvent event(String text, int bytes) {
        return TestEvents.event(text, bytes);
    }

    /** Takes what waits on a thread of its own, in parts of frames. */
    private static final class Peer implements Sender {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final ByteBuffer chunk = ByteBuffer.allocate(20);

        /** Of the whole frames that it has got. */
        private final List<Integer> sizes = new ArrayList<>();

        private volatile @Nullable Outgoing outgoing;
        private volatile boolean breaks;
        private int begun;
        private int needed;

        @Override
        public void begin(Outgoing waiting) {
            outgoing = waiting;
        }

        @Override
        public void ready() {
            thread.execute(this::takes);
        }

        private void takes() {
            Outgoing waiting = Objects.requireNonNull(outgoing);
            while (waiting.isWaiting() || waiting.isBegun()) {
                if (breaks) {
                    waiting.failed();
                    return;
                }
                waiting.fill(chunk.clear());
                // Nothing, if all was given up meanwhile
                int bytes = (1 + chunk.position()) / 2;
                for (int i = 0; i < bytes; i++) {
                    takes(chunk.get(i));
                }
                waiting.written(bytes, event -> {});
            }
        }

        /** The second byte tells how many follow. */
        private void takes(byte one) {
            begun++;
            needed = begun == 2 ? one + begun : needed;
            if (begun >= 2 && begun == needed) {
                sizes.add(begun);
                begun = 0;
            }
        }

        void isIdle() throws InterruptedException {
            thread.shutdown();
            assertThat(thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
