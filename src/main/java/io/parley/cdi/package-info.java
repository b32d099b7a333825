/**
 * Composition: which class stands behind which port in a Jakarta EE container.
 *
 * <p>May import everything but {@code container}; nothing imports it.
 */
@NullMarked
package io.parley.cdi;

import org.jspecify.annotations.NullMarked;
