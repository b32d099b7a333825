package io.parley.chat;

import java.time.Duration;

/**
 * How long those who were dropped are waited for, and how many of them. A connection counts once for its user's name
 * and once for each of its rooms.
 *
 * @param grace for which they still count as present, and keep their names; zero: nobody is waited for
 * @param inAll on this node; 0 for any number
 * @param perAddress of connections from one address; 0 for any number
 */
public record AbsenceLimits(Duration grace, int inAll, int perAddress) {}
