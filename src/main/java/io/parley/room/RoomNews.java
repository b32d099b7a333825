package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;

/**
 * What the application is told of one life of a room: nothing behind its end. Not thread-safe: guarded by its room's
 * lock.
 */
final class RoomNews {

    private final RoomName room;
    private final RoomListener listener;
    private boolean over;

    RoomNews(RoomName room, RoomListener listener) {
        this.room = room;
        this.listener = listener;
    }

    RoomName room() {
        return room;
    }

    void joined(User user) {
        if (!over) {
            listener.joined(new Joined(room, user));
        }
    }

    void left(User user) {
        if (!over) {
            listener.left(new Left(room, user));
        }
    }

    void posted(Run run) {
        if (!over) {
            run.entries()
                    .forEach(next ->
                            listener.posted(new Posted(room, next.entry().message())));
        }
    }

    void ended() {
        over = true;
        listener.ended(room);
    }
}
