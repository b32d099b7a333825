package io.parley.session;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * One farewell, from the shut doors to the empty house. Turns follow one another on the timer's threads; each closes as
 * many as are due. Fields are guarded by this; nobody is closed under it.
 */
final class Farewell {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    private static final CloseReason REASON = CloseReason.of(CloseCode.SERVICE_RESTART);

    private static final Duration TURN = Duration.ofMillis(100);

    private final ConnectionRegistry registry;
    private final Admission admission;
    private final Drain.Pace pace;
    private final ConnectionContext.Time time;
    private final RandomGenerator random;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final CompletionStage<Void> stage = gone.minimalCompletionStage();
    private final Instant begunAt;
    private final int expected;
    private final ReturnWindow window;
    private final ArrayDeque<LiveConnection> untold = new ArrayDeque<>();
    private Timer.Scheduled next = () -> {};
    private boolean stopped;
    private int told;

    /** Counts who is there. */
    Farewell(
            ConnectionRegistry registry,
            Admission admission,
            Drain.Pace pace,
            ConnectionContext.Time time,
            RandomGenerator random) {
        this.registry = registry;
        this.admission = admission;
        this.pace = pace;
        this.time = time;
        this.random = random;
        this.begunAt = time.steady().instant();
        this.expected = Math.max(registry.count(), admission.places());
        this.window = ReturnWindow.of(expected, pace.perSecond());
    }

    /** Completes when everybody has gone; nobody else can complete it. */
    CompletionStage<Void> stage() {
        return stage;
    }

    /** Shuts the doors. */
    void shut() {
        admission.shut(window.end());
    }

    /** Closes the first. */
    void begin() {
        LOG.log(
                System.Logger.Level.INFO,
                "Farewell to {0} connections: {1} a second, to come back in {2} to {3} ms",
                expected,
                perSecond(),
                window.least().toMillis(),
                window.end().toMillis());
        turn();
    }

    /** Closes nobody any more. */
    void stop() {
        synchronized (this) {
            stopped = true;
            next.cancel();
        }
        end("resumed", 0);
    }

    /** The pace, or what it takes to tell all in time. */
    private long perSecond() {
        long millis = Math.max(1, pace.within().toMillis());
        return Math.max(pace.perSecond(), (expected * 1_000L + millis - 1) / millis);
    }

    private void turn() {
        boolean everybody = false;
        try {
            everybody = closeSome(Duration.between(begunAt, time.steady().instant()));
        } finally {
            synchronized (this) {
                // Who was let in before the doors were shut may still come after the deadline
                if (!stopped && !everybody) {
                    next = time.timer().after(TURN, this::turn);
                }
            }
        }
    }

    /** True where everybody has gone. */
    private boolean closeSome(Duration passed) {
        for (Optional<LiveConnection> due = due(passed); due.isPresent(); due = due(passed)) {
            due.get().close(REASON, Optional.of(window.any(random)));
        }
        boolean everybody = registry.count() == 0 && admission.places() == 0;
        if (everybody) {
            end("everybody has gone", 0);
        } else if (!gone.isDone() && passed.compareTo(pace.within().plus(Drain.PATIENCE)) >= 0) {
            end("time is up", cutOff());
        }
        return everybody;
    }

    /** The next one, as long as fewer were told than should be by the end of this turn. */
    private synchronized Optional<LiveConnection> due(Duration passed) {
        long allowed = (perSecond() * passed.plus(TURN).toMillis() + 999) / 1_000;
        if (stopped || told >= allowed) {
            return Optional.empty();
        }
        if (untold.isEmpty()) {
            registry.all().stream()
                    .filter(connection -> !connection.isClosing())
                    .forEach(untold::add);
        }
        told += untold.isEmpty() ? 0 : 1;
        return Optional.ofNullable(untold.poll());
    }

    /** All, but nobody any more when the doors are open again: newcomers may be among them then. */
    private int cutOff() {
        int left = 0;
        for (LiveConnection connection : registry.all()) {
            if (isStopped()) {
                break;
            }
            connection.cutOff(REASON);
            left++;
        }
        return left;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Once. */
    private void end(String how, int cutOff) {
        if (!gone.isDone()) {
            int count;
            synchronized (this) {
                count = told;
            }
            LOG.log(System.Logger.Level.INFO, "Farewell over, {0}: {1} told, {2} cut off", how, count, cutOff);
            gone.complete(null);
        }
    }
}
