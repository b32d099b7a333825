/** An application that makes the server's socket buffers small, so that frames leave in parts. */
@NullMarked
package io.parley.it.narrow;

import org.jspecify.annotations.NullMarked;
