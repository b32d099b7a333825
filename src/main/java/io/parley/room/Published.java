package io.parley.room;

import io.parley.log.Appended;

/** What became of a publication. */
public sealed interface Published {

    /**
     * It stands in the room's log, and goes out to the members.
     *
     * @param appended the entry, and whether it was there before, under the same key
     */
    record Stored(Appended appended) implements Published {}

    /**
     * It goes with the transaction of the caller: once that is committed it is said in the room, behind what the
     * transaction published there before; never if it is rolled back. That holds even if this server is killed, as far
     * as the log's database then has what was committed, and undoes the rest.
     *
     * @param id by which members will know the message
     */
    record WithTransaction(String id) implements Published {}
}
