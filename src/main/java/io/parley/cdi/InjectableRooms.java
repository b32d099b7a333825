package io.parley.cdi;

import io.parley.codec.JsonData;
import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.protocol.Body;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.Utf8;
import io.parley.room.LiveRooms;
import io.parley.room.Publication;
import io.parley.room.Room;
import io.parley.room.Rooms;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The rooms as an application sees them: what it publishes is held to the limits of a client's message. */
final class InjectableRooms implements Rooms {

    private final JsonData data = new JsonData();
    private final LiveRooms rooms;
    private final Limits limits;

    InjectableRooms(LiveRooms rooms, Limits limits) {
        this.rooms = rooms;
        this.limits = limits;
    }

    @Override
    public Optional<Room> find(RoomName name) {
        return rooms.find(name);
    }

    @Override
    public CompletionStage<Appended> publish(Publication publication) {
        publication.key().ifPresent(InjectableRooms::checkKey);
        checkName(publication.from().name());
        checkName(publication.from().key().id());
        Draft draft = new Draft(
                UUID.randomUUID().toString(), publication.key(), publication.from(), checked(publication.body()));
        return rooms.append(publication.room(), draft);
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.length() > Limits.KEY_CHARS || !Utf8.isWellFormed(key)) {
            throw new IllegalArgumentException("a key has 1 to " + Limits.KEY_CHARS + " characters");
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.length() > Limits.PRINCIPAL_CHARS || !Utf8.isWellFormed(name)) {
            throw new IllegalArgumentException("a user's name and id have 1 to " + Limits.PRINCIPAL_CHARS + " characters");
        }
    }

    private Body checked(Body body) {
        String text = body.text();
        if (text.isEmpty() || text.length() > limits.textChars()) {
            throw new IllegalArgumentException("text has 1 to " + limits.textChars() + " characters");
        }
        if (!Utf8.isWellFormed(text)) {
            throw new IllegalArgumentException("text holds a lone surrogate");
        }
        Optional<String> compact = body.data().map(data::compact);
        if (compact.isPresent() && Utf8.sizeBytes(compact.get()) > limits.messageBytes()) {
            throw new IllegalArgumentException("data has at most " + limits.messageBytes() + " bytes");
        }
        return new Body(text, compact);
    }
}
