/**
 * The frames of RFC 6455 as types: reading them in whatever pieces they come, every rule about them, and writing them.
 * Nothing here does I/O or knows what a message says.
 *
 * <p>One thing each: {@link io.parley.frame.FrameReader} is the syntax, {@link io.parley.frame.FrameRules} the rules
 * for a header, {@link io.parley.frame.CloseCheck} and {@link io.parley.frame.Utf8Check} those for a payload,
 * {@link io.parley.frame.FrameSequence} the order of frames; {@link io.parley.frame.CheckedFrames} puts them together,
 * and {@link io.parley.frame.Rule} is the catalogue of what can be refused. Frames that are in order cost no
 * allocation.
 *
 * <p>Imports {@code java.*} only. Enums, records, {@code FrameRules} and {@code FrameWriter} may be used by any thread.
 * Everything else belongs to one direction of one connection: it is called by one thread at a time, and a change of
 * threads is the caller's to order.
 */
@NullMarked
package io.parley.frame;

import org.jspecify.annotations.NullMarked;
