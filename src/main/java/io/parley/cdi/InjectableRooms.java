package io.parley.cdi;

import io.parley.log.Draft;
import io.parley.log.publication.PublicationRules;
import io.parley.protocol.RoomName;
import io.parley.room.LiveRooms;
import io.parley.room.Publication;
import io.parley.room.Published;
import io.parley.room.Room;
import io.parley.room.Rooms;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rooms as an application sees them: what it publishes goes with its transaction, where it has one. */
final class InjectableRooms implements Rooms {

    private final LiveRooms rooms;
    private final PublicationRules rules;
    private final PublicationOutbox outbox;

    InjectableRooms(LiveRooms rooms, PublicationRules rules, PublicationOutbox outbox) {
        this.rooms = rooms;
        this.rules = rules;
        this.outbox = outbox;
    }

    @Override
    public Optional<Room> find(RoomName name) {
        return rooms.find(name);
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        Draft draft = new Draft(
                UUID.randomUUID().toString(),
                publication.key().map(rules::key),
                rules.user(publication.from()),
                rules.body(publication.body()));
        if (outbox.take(publication.room(), draft)) {
            return CompletableFuture.completedStage(new Published.WithTransaction(draft.id()));
        }
        return rooms.append(publication.room(), draft).thenApply(Published.Stored::new);
    }
}
