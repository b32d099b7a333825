/**
 * Frames that were recorded, as a file: what {@link io.parley.frame.trace.PcapngWriter} is given and writes. The file
 * shows the frames with the bytes that they had, within a TCP connection and behind an HTTP handshake that are made up
 * around them, so that every tool for network captures reads it.
 *
 * <p>Imports {@code java.*} and {@code io.parley.frame} only. Records and enums may be used by any thread; a writer
 * belongs to one thread.
 */
@NullMarked
package io.parley.frame.trace;

import org.jspecify.annotations.NullMarked;
