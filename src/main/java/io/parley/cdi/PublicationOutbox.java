package io.parley.cdi;

import io.parley.client.CurrentTransaction;
import io.parley.client.PublicationFailedException;
import io.parley.client.PublicationRow;
import io.parley.client.PublicationWriter;
import io.parley.log.Draft;
import io.parley.protocol.RoomName;
import io.parley.room.LiveRooms;
import java.util.Optional;

/**
 * What is published within a transaction, until that is over: a row in the log's database, that is relayed; where there
 * is no such database, only the promise of the transaction to say when it is committed. Any thread may call.
 */
final class PublicationOutbox {

    private static final System.Logger LOG = System.getLogger("io.parley");

    private final CurrentTransaction transaction;
    private final LiveRooms rooms;
    private final Optional<PublicationWriter> writer;
    private final Runnable relay;
    private final int most;

    /**
     * An outbox.
     *
     * @param transaction of the calling thread
     * @param rooms where it goes
     * @param writer where there is a database
     * @param relay has what was committed relayed
     * @param most how many one transaction may keep where there is none
     */
    PublicationOutbox(
            CurrentTransaction transaction,
            LiveRooms rooms,
            Optional<PublicationWriter> writer,
            Runnable relay,
            int most) {
        this.most = most;
        this.transaction = transaction;
        this.rooms = rooms;
        this.writer = writer;
        this.relay = relay;
    }

    /** Takes a draft, where the calling thread has a transaction; else false. */
    boolean take(RoomName room, Draft draft) {
        CurrentTransaction.State state = transaction.state();
        if (state == CurrentTransaction.State.ACTIVE) {
            writer.ifPresentOrElse(present -> write(present, room, draft), () -> keep(room, draft));
        }
        // What is doomed to be rolled back need not be kept, and a connection may not be had any more
        return state != CurrentTransaction.State.NONE;
    }

    private void write(PublicationWriter present, RoomName room, Draft draft) {
        present.writeWithTransaction(new PublicationRow(
                draft.uid(),
                room.value(),
                new PublicationRow.Author(
                        draft.from().key().kind().name(),
                        draft.from().key().id(),
                        draft.from().name()),
                draft.key(),
                draft.body().text(),
                draft.body().data()));
        transaction.afterCommit(relay);
    }

    private void keep(RoomName room, Draft draft) {
        int kept = transaction.afterCommit(() -> rooms.append(room, draft).whenComplete((appended, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.WARNING, "what was published to room " + room + " is lost", failure);
            }
        }));
        if (kept > most) {
            throw new PublicationFailedException("a transaction has published more than " + most
                    + " times; that may be raised by " + PublicationWriter.WAITING);
        }
    }
}
