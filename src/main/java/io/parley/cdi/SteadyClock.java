package io.parley.cdi;

import java.time.Instant;
import java.time.InstantSource;

/** A time that goes on evenly: ages and deadlines do not notice when the wall clock is set. */
final class SteadyClock implements InstantSource {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
