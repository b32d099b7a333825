package io.parley.log.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A thread hands out for one turn; what waits then goes on elsewhere, in order, and is never forgotten. */
class TurnTest {

    private static final int WRITERS = 4;
    private static final int EACH = 500;

    private final Queue<Runnable> passedOn = new ArrayDeque<>();
    private final List<Integer> handed = Collections.synchronizedList(new ArrayList<>());
    private final Subscriber subscriber = new Subscriber(new Deaf());

    private HandOut handOut(Executor executor) {
        return new HandOut(1_000_000, Long.MAX_VALUE, executor);
    }

    private HandOut.Delivery delivery(int number) {
        return new HandOut.Call(List.of(subscriber), listener -> handed.add(number));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private HandOut filled(int deliveries, Executor executor) {
        HandOut handOut = handOut(executor);
        numbers(deliveries).forEach(number -> handOut.add(delivery(number)));
        return handOut;
    }

    @Test
    void afterItsTurnAThreadPassesTheRestOn() {
        filled(3 * HandOut.TURN, passedOn::add).run();
        assertThat(handed).isEqualTo(numbers(HandOut.TURN));
        assertThat(passedOn).hasSize(1);

        passedOn.remove().run();
        assertThat(handed).isEqualTo(numbers(2 * HandOut.TURN));

        passedOn.remove().run();
        assertThat(handed).isEqualTo(numbers(3 * HandOut.TURN));
        assertThat(passedOn).isEmpty();
    }

    @Test
    void whatFillsOneTurnIsNotPassedOn() {
        filled(HandOut.TURN, passedOn::add).run();

        assertThat(handed).hasSize(HandOut.TURN);
        assertThat(passedOn).isEmpty();
    }

    @Test
    void whatWasPassedOnDoesNotWaitForABusyExecutor() {
        HandOut handOut = filled(2 * HandOut.TURN, passedOn::add);
        handOut.run();

        handOut.run();
        assertThat(handed).isEqualTo(numbers(2 * HandOut.TURN));

        passedOn.remove().run();
        assertThat(handed).hasSize(2 * HandOut.TURN);
    }

    @Test
    void whereTheExecutorRefusesTheThreadGoesOn() {
        filled(10 * HandOut.TURN, task -> {
                    throw new RejectedExecutionException("stopped");
                })
                .run();

        assertThat(handed).isEqualTo(numbers(10 * HandOut.TURN));
    }

    @Test
    void entriesThatWaitAreToldInOneCallAndSoMuchOfThemAsIsOneTurn() {
        List<Integer> runs = new ArrayList<>();
        List<Subscriber> to = countedIn(runs);
        HandOut handOut = handOut(passedOn::add);
        numbers(HandOut.TURN + 2).forEach(number -> handOut.add(new HandOut.Handed(to, 1, entry(number))));
        handOut.add(new HandOut.Call(to, listener -> runs.add(0)));
        handOut.add(new HandOut.Handed(to, 1, entry(HandOut.TURN + 2)));

        handOut.run();
        passedOn.remove().run();

        assertThat(runs).containsExactly(HandOut.TURN, 2, 0, 1);
    }

    @Test
    void whatIsToldInOneCallIsLittleUnlessOneEntryIsMore() {
        List<Integer> runs = new ArrayList<>();
        List<Subscriber> to = countedIn(runs);
        HandOut handOut = handOut(passedOn::add);
        List.of(30_000, 30_000, 30_000, 100_000, 1)
                .forEach(bytes -> handOut.add(new HandOut.Handed(to, bytes, entry(1))));

        handOut.run();

        assertThat(runs).containsExactly(2, 1, 1, 1);
    }

    /** Somebody who notes how many entries come together. */
    private static List<Subscriber> countedIn(List<Integer> runs) {
        return List.of(new Subscriber(new Deaf() {
            @Override
            public void entries(List<Entry> entries) {
                runs.add(entries.size());
            }
        }));
    }

    private static Entry entry(int number) {
        User user = User.guest("u", "id");
        return new Entry("uid", new ChatMessage(number + 1, "id", user, Body.of("x"), Instant.EPOCH));
    }

    @RepeatedTest(200)
    void nothingIsForgottenSwappedOrHandedOutAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(WRITERS * EACH);
        AtomicInteger inCall = new AtomicInteger();
        AtomicInteger last = new AtomicInteger();
        HandOut handOut = handOut(TurnTest::runOrRefuse);
        Callable<Void> writer = () -> {
            for (int i = 0; i < EACH; i++) {
                synchronized (all) {
                    int number = last.getAndIncrement();
                    handOut.add(new HandOut.Call(List.of(subscriber), listener -> {
                        handed.add(inCall.getAndIncrement() == 0 ? number : -1);
                        inCall.decrementAndGet();
                        all.countDown();
                    }));
                }
                handOut.run();
            }
            return null;
        };

        Threads.together(Collections.nCopies(WRITERS, writer));

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(handed).isEqualTo(numbers(WRITERS * EACH));
    }

    private static void runOrRefuse(Runnable task) {
        if (ThreadLocalRandom.current().nextInt(3) == 0) {
            throw new RejectedExecutionException("at times");
        }
        ForkJoinPool.commonPool().execute(task);
    }

    private static class Deaf implements RoomLog.Listener {

        @Override
        public void started(Head start) {}

        @Override
        public void entries(List<Entry> entries) {}

        @Override
        public void broken() {}
    }
}
