package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** A room and its members are offered events at once, members come and go, and one thread sends. */
class FanOutRaceTest {

    private static final int SPEAKERS = 3;
    private static final int EACH = 100;
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ExecutorService speakers = Executors.newFixedThreadPool(SPEAKERS + 1);
    private final AtomicInteger asked = new AtomicInteger();

    /** Sleeps every other time. */
    private final Outlet outlet = new Outlet(new FakeThread(thread, () -> asked.getAndIncrement() % 2 == 0));

    private final TestConnections connections =
            new TestConnections(new TestTime(), new OutboxLimits(1 << 20, Duration.ofSeconds(10)));
    private final OutletPeer ann = new OutletPeer(outlet);
    private final LiveConnection toAnn = connections.open(User.guest("1", "Ann"), ann);
    private final LiveConnection toBob = connections.open(User.guest("2", "Bob"), new OutletPeer(outlet));

    /** So many that a round has to be made in several turns. */
    private final List<LiveConnection> crowd = IntStream.range(0, 50)
            .mapToObj(number -> connections.open(User.guest("c" + number, "Guest"), new OutletPeer(outlet)))
            .toList();

    private final Object lock = new Object();
    private final FanOut<LiveConnection> fanOut = new FanOut<>(1 << 12, Function.identity());

    FanOutRaceTest() {
        fanOut.to(List.of(toAnn, toBob));
    }

    private List<LiveConnection> crowdAnd(LiveConnection other) {
        return Stream.concat(crowd.stream(), Stream.of(other)).toList();
    }

    @AfterEach
    void end() {
        speakers.shutdownNow();
        thread.shutdownNow();
    }

    /** To the room, and to one alone, in turn. */
    private void speak(int speaker) {
        for (int i = 0; i < EACH; i++) {
            List<EncodedEvent> event = List.of(new EncodedEvent(speaker + ":" + i, false));
            if (i % 3 == 0) {
                toAnn.send(event.get(0));
            } else {
                offer(event);
            }
        }
    }

    private void offer(List<EncodedEvent> event) {
        Runnable flush;
        synchronized (lock) {
            flush = fanOut.offer(event, Map.of());
        }
        flush.run();
    }

    private void comeAndGo() {
        for (int i = 0; i < EACH; i++) {
            synchronized (lock) {
                switch (i % 4) {
                    case 0 -> fanOut.to(crowdAnd(toAnn));
                    case 1 -> fanOut.to(List.of(toAnn));
                    default -> fanOut.to(List.of(toBob, toAnn));
                }
            }
        }
    }

    /** The socket's events, on the outlet's thread. */
    private void takePartly() throws Exception {
        for (int i = 0; i < EACH; i++) {
            int room = i % 5;
            thread.submit(() -> guarded(() -> ann.takesOnly(room))).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        thread.submit(() -> guarded(() -> ann.takesOnly(Integer.MAX_VALUE))).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ann.ready();
    }

    private void guarded(Runnable action) {
        outlet.guard().lock();
        try {
            action.run();
        } finally {
            outlet.guard().unlock();
        }
    }

    @RepeatedTest(100)
    void all_of_it_comes_once_and_in_each_ones_order() throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(SPEAKERS + 1);
        for (int i = 0; i <= SPEAKERS; i++) {
            int speaker = i;
            parts.add(speakers.submit(() -> {
                start.await();
                if (speaker == SPEAKERS) {
                    comeAndGo();
                    takePartly();
                } else {
                    speak(speaker);
                }
                return null;
            }));
        }
        for (Future<?> part : parts) {
            part.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        // Behind the turn that is under way, and those that it asks for: two for the crowd, one for who sends
        for (int i = 0; i < 5; i++) {
            thread.submit(() -> {}).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(outlet.guard().tryLock()).as("nobody writes any more").isTrue();

        List<String> heard = thread.submit(ann::heard).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).hasSize(SPEAKERS * EACH);
        for (int i = 0; i < SPEAKERS; i++) {
            String mark = i + ":";
            assertThat(heard)
                    .filteredOn(text -> text.startsWith(mark))
                    .containsExactlyElementsOf(IntStream.range(0, EACH)
                            .mapToObj(number -> mark + number)
                            .toList());
        }
        assertThat(outlet.waitingBytes()).isZero();
        assertThat(toAnn.waitingBytes()).isZero();
    }
}
