/**
 * Traces: whose frames are kept for an administrator to look at, for how long, and within which bound. A
 * {@link io.parley.trace.Trace} says whose; every connection that it covers gets one
 * {@link io.parley.frame.trace.FrameTrace}, however many traces cover it.
 *
 * <p>Imports {@code frame}, {@code protocol}, {@code session} and {@code time}. May be used by any thread. Where no
 * trace is on, nothing is looked at.
 */
@NullMarked
package io.parley.trace;

import org.jspecify.annotations.NullMarked;
