package io.parley.log;

import java.time.Duration;

/**
 * How long a room's entries are kept: what passes any of the bounds is taken away some time, the oldest first.
 *
 * @param age since they were stored; zero for any
 * @param entries how many; 0 for any number
 */
public record Retention(Duration age, long entries) {

    /** Everything, for ever. */
    public static final Retention FOREVER = new Retention(Duration.ZERO, 0);
}
