/** The plainest chat that could be written with Jakarta WebSocket, in a WAR of its own, to compare with. */
@NullMarked
package io.parley.bench.load.baseline;

import org.jspecify.annotations.NullMarked;
