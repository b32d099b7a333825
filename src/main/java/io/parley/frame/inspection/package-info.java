/**
 * Who looks at frames: the port {@link io.parley.frame.inspection.FrameInspector}, what Parley itself looks for, limits
 * and statistics, and the loop over all of them for one connection. Nothing here does I/O.
 *
 * <p>Imports {@code java.*} and {@code io.parley.frame} only. A frame that is in order costs no allocation.
 */
@NullMarked
package io.parley.frame.inspection;

import org.jspecify.annotations.NullMarked;
