package io.parley.it;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what others do, longer than a server takes to start again or than one that stands still is waited for. */
final class Patience {

    static final Duration LONG = Duration.ofMinutes(3);

    private Patience() {}

    static void await(CompletableFuture<?> what, String name) throws InterruptedException {
        try {
            what.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("waited in vain for " + name, e);
        }
    }

    static void await(CountDownLatch what, String name) throws InterruptedException {
        if (!what.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain for " + name);
        }
    }
}
