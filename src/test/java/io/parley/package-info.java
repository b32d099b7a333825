/** Rules that hold for the project as a whole. */
@NullMarked
package io.parley;

import org.jspecify.annotations.NullMarked;
