package io.parley.session;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is done about too much load. May be used by any thread. */
public final class Shedding {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    private static final CloseReason OVERLOAD = CloseReason.of(CloseCode.TRY_AGAIN_LATER);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** Of all connections, one in so many goes at once. */
    private static final int PART = 100;

    /** What a connection costs, at one moment. */
    private record Cost(LiveConnection connection, long waitingBytes, long bytesIn) {

        private static Cost of(LiveConnection connection) {
            return new Cost(
                    connection, connection.waitingBytes(), connection.traffic().bytesIn());
        }
    }

    private final ConnectionRegistry registry;
    private final Admission admission;
    private final RandomGenerator random;

    /**
     * Nothing is done yet.
     *
     * @param registry the connections
     * @param admission the doors
     * @param random spreads the times to come back; may be used by any thread
     */
    public Shedding(ConnectionRegistry registry, Admission admission, RandomGenerator random) {
        this.registry = registry;
        this.admission = admission;
        this.random = random;
    }

    /** Admits nobody, or everybody again. */
    void refuse(boolean refuse) {
        if (refuse) {
            admission.busy(RETRY_AFTER);
        } else {
            admission.calm();
        }
    }

    /** Closes the connections that most waits for, or that most has come from where nothing waits. */
    void shed() {
        List<Cost> all = registry.all().stream().map(Cost::of).toList();
        all.stream()
                .sorted(Comparator.comparingLong(Cost::waitingBytes)
                        .thenComparingLong(Cost::bytesIn)
                        .reversed())
                .limit(1 + all.size() / PART)
                .forEach(cost -> close(cost.connection()));
    }

    /** One that cannot be closed keeps no other from it. */
    private void close(LiveConnection connection) {
        try {
            if (connection.isStuck()) {
                // Who does not read cannot be told, and what waits is to go at once
                connection.cutOff(OVERLOAD);
            } else {
                Duration retry = RETRY_AFTER.plusMillis(random.nextLong(RETRY_AFTER.toMillis()));
                connection.close(OVERLOAD, Optional.of(retry));
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "connection " + connection.id() + " could not be closed", e);
        }
    }
}
