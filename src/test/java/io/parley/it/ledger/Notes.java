package io.parley.it.ledger;

import io.parley.protocol.RoomName;
import io.parley.room.Publication;
import io.parley.room.Rooms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Transactions within others. */
@ApplicationScoped
public class Notes {

    @Inject
    private Rooms rooms;

    @Inject
    private Book book;

    /** Made by the container. */
    public Notes() {}

    /** Keeps a line. */
    @Transactional
    public void keeps(String id) {
        book.write(id);
    }

    /** Keeps a line, and says it. */
    @Transactional
    public void keepsAndSays(String id, String room) {
        book.write(id);
        rooms.publish(Publication.bySystem(new RoomName(room), id));
    }

    /** Commits, whatever becomes of the caller's. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void saysByItself(String room, String text) {
        rooms.publish(Publication.bySystem(new RoomName(room), text));
    }

    /** Is rolled back, whatever becomes of the caller's. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void failsByItself(String room) {
        rooms.publish(Publication.bySystem(new RoomName(room), "never"));
        throw new IllegalStateException("a failure within");
    }
}
