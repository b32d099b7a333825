/**
 * What a message costs on its way to the members of a room, measured on a real server against the plainest endpoint
 * that could do the same: {@code mvn verify -Pload}.
 */
@NullMarked
package io.parley.bench.load;

import org.jspecify.annotations.NullMarked;
