/** What a capture file of frames holds, read by hand and by tshark. */
@NullMarked
package io.parley.frame.trace;

import org.jspecify.annotations.NullMarked;
