package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.RecordingListener;
import io.parley.log.feed.Subscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The rooms that a node follows. */
class FollowedRoomsTest {

    private final List<Runnable> tasks = new ArrayList<>();
    private final FollowedRooms rooms = new FollowedRooms(Node.SETTINGS.tails(), tasks::add);

    private boolean add(RecordingListener listener) {
        return rooms.add(ROOM, new Subscriber(listener), new CompletableFuture<>());
    }

    private FollowedRoom room() {
        return rooms.find(ROOM).orElseThrow();
    }

    private void runAll() {
        List<Runnable> now = List.copyOf(tasks);
        tasks.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void whoComesWhileARoomIsBeingBrokenOffFollowsAnother() {
        RecordingListener before = new RecordingListener();
        assertThat(add(before)).isTrue();
        FollowedRoom old = room();
        old.begin(RoomRow.unused("one"), List.of());
        assertThat(add(new RecordingListener())).as("has to be read").isFalse();

        old.breakOff();

        assertThat(add(new RecordingListener())).as("has to be read").isTrue();
        assertThat(room()).isNotSameAs(old);
        rooms.letGo(ROOM, old);
        assertThat(rooms.find(ROOM)).isPresent();
        runAll();
    }

    @Test
    void aRoomWhoseLogIsFoundInAnotherLifeIsFollowedNoMore() {
        RecordingListener listener = new RecordingListener();
        add(listener);
        room().begin(RoomRow.unused("one"), List.of());

        rooms.seen(ROOM, new RoomRow(7, "two", 0, Instant.EPOCH, 1, 0));

        assertThat(rooms.find(ROOM)).isEmpty();
        runAll();
        listener.awaitBroken();
    }
}
