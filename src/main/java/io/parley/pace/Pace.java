package io.parley.pace;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fast one connection may go, with its share in how fast its user may. What is refused takes nothing, so nobody
 * waits longer for having tried. For one thread at a time, but for {@link #end}, which any may call.
 */
public final class Pace {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Paces paces;
    private final Paces.Share share;
    private final Allowance commands;
    private final Allowance bytes;
    private @Nullable Allowance reads;
    private @Nullable Allowance typing;

    Pace(Paces paces, Paces.Share share) {
        this.paces = paces;
        this.share = share;
        this.commands = paces.own(paces.limits().commands());
        this.bytes = paces.own(paces.limits().bytes());
    }

    /**
     * Takes what a command costs, whatever it says.
     *
     * @param size in bytes
     * @return empty where it may go on; else the whole milliseconds, at least one, until it may, if nothing else of the
     *     same user's does meanwhile
     */
    public Optional<Duration> command(int size) {
        return take(Allowance.ANY, size);
    }

    /**
     * Takes what a command costs that reads a room's log.
     *
     * @param size in bytes
     * @return as {@link #command}
     */
    public Optional<Duration> read(int size) {
        Allowance known = reads;
        if (known == null) {
            known = paces.own(paces.limits().reads());
            reads = known;
        }
        return take(known, size);
    }

    /**
     * Takes what it costs to tell that somebody types, beside what a command costs.
     *
     * @return as {@link #command}
     */
    public Optional<Duration> typing() {
        Allowance known = typing;
        if (known == null) {
            known = paces.own(paces.limits().typing());
            typing = known;
        }
        return known.take(1) ? Optional.empty() : Optional.of(millis(known.untilNanos(1)));
    }

    /** Only what is shared may change between the look and the taking; so it is taken first, and the rest is there. */
    private Optional<Duration> take(Allowance kind, int size) {
        int counted = Math.max(1, size);
        if (commands.has(1)
                && kind.has(1)
                && bytes.has(counted)
                && share.allowance().take(1)) {
            commands.take(1);
            kind.take(1);
            bytes.take(counted);
            return Optional.empty();
        }
        long own = Math.max(commands.untilNanos(1), Math.max(kind.untilNanos(1), bytes.untilNanos(counted)));
        return Optional.of(millis(Math.max(own, share.allowance().untilNanos(1))));
    }

    private static Duration millis(long nanos) {
        return Duration.ofMillis(Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
    }

    /** The connection has ended. Called once. */
    public void end() {
        paces.end(share);
    }
}
