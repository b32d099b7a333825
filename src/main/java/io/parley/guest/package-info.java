/**
 * Guests: the names they may bear, which names are taken, and the signed token that makes a returning guest the same
 * user.
 *
 * <p>Imports {@code protocol} and {@code java.*}.
 */
@NullMarked
package io.parley.guest;

import org.jspecify.annotations.NullMarked;
