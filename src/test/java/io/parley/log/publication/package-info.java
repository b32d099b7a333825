/** What brings publications into rooms promises, without a server. */
@NullMarked
package io.parley.log.publication;

import org.jspecify.annotations.NullMarked;
