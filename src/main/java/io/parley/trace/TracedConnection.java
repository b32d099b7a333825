package io.parley.trace;

import io.parley.frame.inspection.Route;
import io.parley.frame.trace.FrameTrace;
import io.parley.session.Connection;

/**
 * A connection whose frames are kept.
 *
 * @param connection which; it may have ended
 * @param route where it goes
 * @param frames what is kept
 */
public record TracedConnection(Connection connection, Route route, FrameTrace frames) {}
