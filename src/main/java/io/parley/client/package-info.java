/**
 * What another application on the same server, or the same database, needs to say something in a room with its own
 * transaction. Stands alone: it is a jar by itself (classifier {@code client}), and needs nothing of the chat's WAR.
 */
@NullMarked
package io.parley.client;

import org.jspecify.annotations.NullMarked;
