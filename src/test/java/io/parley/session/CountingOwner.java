package io.parley.session;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often an outbox has told of each end that it can come to. May be used by any thread. */
final class CountingOwner implements Outbox.Owner {

    private final AtomicInteger overflows = new AtomicInteger();
    private final AtomicInteger finishes = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    int overflows() {
        return overflows.get();
    }

    int finishes() {
        return finishes.get();
    }

    int failures() {
        return failures.get();
    }

    @Override
    public void overflowed() {
        overflows.incrementAndGet();
    }

    @Override
    public void finished() {
        finishes.incrementAndGet();
    }

    @Override
    public void failed() {
        failures.incrementAndGet();
    }
}
