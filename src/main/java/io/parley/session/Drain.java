package io.parley.session;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The farewell: shuts the doors, and closes all connections with 1012, each with its own time to come back. The
 * protocol document, section 8, "Farewell".
 *
 * <p>May be used by any thread; nothing blocks. Closing begins on the thread that begins the farewell and goes on on
 * those of the timer.
 */
public final class Drain {

    /** What a peer that does not read may take, once it was told. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How fast.
     *
     * @param perSecond connections that are told in a second, and that may come back in a second; 1 or more
     * @param within all are told within this, however fast that has to go
     */
    public record Pace(int perSecond, Duration within) {}

    private final ConnectionRegistry registry;
    private final Admission admission;
    private final Pace pace;
    private final ConnectionContext.Time time;
    private final RandomGenerator random;
    private @Nullable Farewell underWay;

    /**
     * Nobody is seen off yet.
     *
     * @param registry who is
     * @param admission the doors
     * @param pace how fast
     * @param time for the pace
     * @param random spreads the times to come back; may be used by any thread
     */
    public Drain(
            ConnectionRegistry registry,
            Admission admission,
            Pace pace,
            ConnectionContext.Time time,
            RandomGenerator random) {
        this.registry = registry;
        this.admission = admission;
        this.pace = pace;
        this.time = time;
        this.random = random;
    }

    /**
     * Sees everybody off, those too whose handshake is under way. Until {@link #resume}, further calls begin nothing
     * new and give the same stage.
     *
     * @return completes, never exceptionally, when everybody has gone; at the latest {@link #PATIENCE} after
     *     {@link Pace#within}, and who is still there then is cut off
     */
    public CompletionStage<Void> begin() {
        return begin(pace.within());
    }

    /**
     * The same in a hurry.
     *
     * @param within all are told within this, where that is less than {@link Pace#within}
     * @return as {@link #begin()}
     */
    public CompletionStage<Void> begin(Duration within) {
        Farewell begun;
        synchronized (this) {
            if (underWay != null) {
                return underWay.stage();
            }
            Duration shorter = within.compareTo(pace.within()) < 0 ? within : pace.within();
            begun = new Farewell(registry, admission, new Pace(pace.perSecond(), shorter), time, random);
            underWay = begun;
            begun.shut();
        }
        begun.begin();
        return begun.stage();
    }

    /** Opens the doors again, also while people are being seen off: who was not told yet stays. */
    public void resume() {
        synchronized (this) {
            if (underWay != null) {
                underWay.stop();
                underWay = null;
            }
            admission.open();
        }
    }
}
