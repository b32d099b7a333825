package io.parley.room;

import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The rooms of this node, for an application to inject. Rooms appear on first use and disappear when they have been
 * empty for a while ({@code parley.rooms.idle}). May be used by any thread; nothing blocks, but for what is published
 * with a transaction.
 */
public interface Rooms {

    /**
     * Looks a room up.
     *
     * @param name which
     * @return the room, where it is alive on this node
     */
    Optional<Room> find(RoomName name);

    /**
     * Says something in a room, to its log and to its members, in the room's one order.
     *
     * <p>Within a transaction (Jakarta Transactions, section 3.3) it takes part in that: nothing is seen before the
     * commit, nothing ever after a rollback; after the commit it is in the room once, in the order in which the
     * transaction has published. For that it is written into the log's database, through the data source of
     * {@code parley.log.datasource}, which blocks for one statement. Where no room's log is in a database, it is only
     * kept until the commit, and lost if the server is killed, as the log is.
     *
     * @param publication what, where, and in whose name
     * @return {@link Published.Stored} when the message is stored; fails with
     *     {@link io.parley.log.LogUnavailableException} where nothing was stored, or nobody can tell. Within a
     *     transaction {@link Published.WithTransaction}, at once
     * @throws IllegalArgumentException if the text is empty, or text or data are over the limits or malformed; within a
     *     transaction also if one holds U+0000
     * @throws io.parley.client.PublicationFailedException if it could not be written with the transaction, which should
     *     be rolled back then, as Jakarta Transactions does with an exception of this kind
     */
    CompletionStage<Published> publish(Publication publication);
}
