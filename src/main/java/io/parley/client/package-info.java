/**
 * What another application on the same server, or the same database, needs to say something in a room with its own
 * transaction. Stands alone: it is a jar by itself (classifier {@code client}), and needs nothing of the chat's WAR.
 *
 * <p>{@link io.parley.client.Parley}, {@link io.parley.client.Message} and
 * {@link io.parley.client.PublicationFailedException} are for applications, the other classes for the chat itself.
 */
@NullMarked
package io.parley.client;

import org.jspecify.annotations.NullMarked;
