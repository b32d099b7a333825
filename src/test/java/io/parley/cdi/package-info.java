/** What the composition adds of its own. */
@NullMarked
package io.parley.cdi;

import org.jspecify.annotations.NullMarked;
