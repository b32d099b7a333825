package io.parley.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many people at once: each does its part on a thread of its own, and all begin together. */
final class Crowd implements AutoCloseable {

    /** What one of them does; it has to come to an end by itself. */
    interface Part<T> {
        T play(int number) throws Exception;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> parts = new ArrayList<>();

    /** Plays a part as often as told, all at once, and waits; what came of each. */
    static <T> List<T> all(int people, Part<T> part) {
        try (Crowd crowd = new Crowd()) {
            List<Future<T>> futures = crowd.begin(people, part);
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    /** Begins to play a part as often as told. */
    <T> List<Future<T>> begin(int people, Part<T> part) {
        CountDownLatch ready = new CountDownLatch(people);
        List<Future<T>> begun = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            int number = i;
            begun.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return part.play(number);
            }));
        }
        parts.addAll(begun);
        return begun;
    }

    /** Waits for all that has begun; fails where one of them did. */
    void finish() {
        parts.forEach(Crowd::result);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("one of the crowd failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("one of the crowd did not come to an end", e);
        }
    }
}
