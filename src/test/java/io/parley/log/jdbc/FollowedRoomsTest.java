package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.feed.Subscriber;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static RoomRow row(long newest, long revision) {
        return new RoomRow(7, "one", newest, Instant.EPOCH, 1, revision);
    }

    private static Entry entry(long seq) {
        return new Entry("uid" + seq, new ChatMessage(seq, "id" + seq, User.SYSTEM, Body.of("words"), Instant.EPOCH));
    }

    private Optional<List<Entry>> known() {
        return room().read(new Range(1, Long.MAX_VALUE, Range.End.NEWEST, 10, 1000))
                .map(Page::entries);
    }

    @Test
    void whatWasErasedWhileARoomWasReadForTheFirstTimeIsNotKept() {
        add(new RecordingListener());

        rooms.seen(ROOM, row(1, 1));
        rooms.seen(ROOM, row(1, 0));
        room().begin(row(1, 0), List.of(entry(1)));

        assertThat(known()).isEmpty();
        runAll();
    }

    @Test
    void whatIsReadBehindAnErasureIsKeptWhateverWasSeenBefore() {
        add(new RecordingListener());

        rooms.seen(ROOM, row(1, 1));
        room().begin(row(1, 1), List.of(entry(1)));

        assertThat(known()).hasValueSatisfying(entries -> assertThat(entries).hasSize(1));
        runAll();
    }

    @Test
    void whatWasErasedWhileItWasReadIsReadAgain() {
        add(new RecordingListener());
        room().begin(row(0, 0), List.of());
        rooms.seen(ROOM, row(2, 0));
        assertThat(room().beginReading(10, 1000)).isPresent();

        rooms.seen(ROOM, row(2, 1));
        assertThat(room().endReading(row(2, 0), List.of(entry(1), entry(2)))).isEqualTo(FollowedRoom.Progress.NONE);
        assertThat(known()).isEmpty();

        assertThat(room().beginReading(10, 1000)).isPresent();
        assertThat(room().endReading(row(2, 1), List.of(entry(1), entry(2)))).isEqualTo(FollowedRoom.Progress.SOME);
        assertThat(known()).hasValueSatisfying(entries -> assertThat(entries).hasSize(2));
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
