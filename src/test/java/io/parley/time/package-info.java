/** Time, turned by hand. */
@NullMarked
package io.parley.time;

import org.jspecify.annotations.NullMarked;
