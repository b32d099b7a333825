/**
 * How fast clients may go: what each connection and each user may send within a time, by token buckets.
 *
 * <p>Imports {@code protocol}, {@code time} and Bucket4j. What becomes of somebody who is too fast is not decided here.
 */
@NullMarked
package io.parley.pace;

import org.jspecify.annotations.NullMarked;
