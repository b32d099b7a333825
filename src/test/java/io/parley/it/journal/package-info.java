/**
 * What people did and saw while they talked, written down by each of them, and what of it breaks the promises of the
 * protocol document, section 5. No input and no output: the integration tests write, and unit tests plant mistakes.
 */
@NullMarked
package io.parley.it.journal;

import org.jspecify.annotations.NullMarked;
