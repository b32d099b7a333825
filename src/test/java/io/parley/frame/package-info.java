/** What RFC 6455 says of frames, byte by byte. */
@NullMarked
package io.parley.frame;

import org.jspecify.annotations.NullMarked;
