/**
 * Frames that are recorded: {@link io.parley.frame.trace.FrameTrace} keeps the last ones of a connection in a ring, and
 * {@link io.parley.frame.trace.PcapngWriter} makes a file of them. That shows the frames with the bytes that they had,
 * within a TCP connection and behind an HTTP handshake that are made up around them, so that every tool for network
 * captures reads it.
 *
 * <p>Imports {@code java.*}, {@code io.parley.frame} and its {@code inspection} only. Records and enums may be used by
 * any thread, as may a trace; a writer belongs to one thread.
 */
@NullMarked
package io.parley.frame.trace;

import org.jspecify.annotations.NullMarked;
