/** Limits, counts, and whoever else looks at frames, against streams of bytes. */
@NullMarked
package io.parley.frame.inspection;

import org.jspecify.annotations.NullMarked;
