/**
 * What the durable room log costs, on each database that it knows, beside the plainest way to store a message:
 * {@code mvn verify -Plog}.
 */
@NullMarked
package io.parley.bench.log;

import org.jspecify.annotations.NullMarked;
