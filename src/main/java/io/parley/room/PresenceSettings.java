package io.parley.room;

import java.time.Duration;

/**
 * How presence is told.
 *
 * @param batch how long changes are gathered before they are told
 * @param names users up to which presence names them; above, it only counts
 * @param grace how long a user who was dropped still counts; zero for none
 */
public record PresenceSettings(Duration batch, int names, Duration grace) {}
