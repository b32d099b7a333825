package io.parley.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When those who are seen off may come back. The window is as wide as it takes them all to come back at the pace, and
 * begins after a moment in which the server cannot be back. A client adds a random part as long again as what it was
 * told (the protocol document, section 7), so in no second do more than 0.7 times the pace come back.
 *
 * @param least what anybody is told
 * @param width of the window behind that
 */
record ReturnWindow(Duration least, Duration width) {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** The window for so many who come back at that pace: a second or more. */
    static ReturnWindow of(int connections, int perSecond) {
        Duration width = Duration.ofMillis(1_000L * connections / perSecond);
        return new ReturnWindow(MOMENT, width.compareTo(MOMENT) < 0 ? MOMENT : width);
    }

    /** A time of its own, in whole milliseconds. */
    Duration any(RandomGenerator random) {
        return least.plusMillis(random.nextLong(width.toMillis() + 1));
    }

    /** The latest that anybody is told. */
    Duration end() {
        return least.plus(width);
    }
}
