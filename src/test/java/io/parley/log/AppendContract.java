package io.parley.log;

import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Body;
import io.parley.protocol.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The rules of {@link RoomLog#append}, but for idempotency. */
interface AppendContract extends LogUnderTest {

    @Test
    default void entriesAreNumberedFromOneWithoutGaps() {
        assertThat(say(ROOM, "first").seq()).isEqualTo(1);
        assertThat(say(ROOM, "second").seq()).isEqualTo(2);
        assertThat(say(ROOM, "third").seq()).isEqualTo(3);
    }

    @Test
    default void anEntrySaysWhatItsDraftSaid() {
        User guest = User.guest("g1", "Zoë");
        Body body = new Body("Grüße \"an\" alle \uD83D\uDC4B\n", Optional.of("{\"a\":[1,null]}"));

        Entry entry = await(log().append(ROOM, new Draft("uid-1", Optional.of("key-1"), guest, body)))
                .entry();

        assertThat(entry.uid()).isEqualTo("uid-1");
        assertThat(entry.message().id()).isEqualTo("key-1");
        assertThat(entry.message().from()).isEqualTo(guest);
        assertThat(entry.message().body()).isEqualTo(body);
        assertThat(readAll(ROOM).entries()).containsExactly(entry);
    }

    @Test
    default void withoutAKeyTheUidIsTheId() {
        Draft draft = LogUnderTest.draft(ANN, "hello");

        assertThat(await(log().append(ROOM, draft)).entry().message().id()).isEqualTo(draft.uid());
    }

    @Test
    default void sentAtIsTheTimeOfStoringInMilliseconds() {
        clock().move(Duration.ofNanos(1_234_567));

        assertThat(say(ROOM, "now").message().sentAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.001Z"));
    }

    @Test
    default void sentAtNeverGoesBackwardsInARoom() {
        Instant first = say(ROOM, "before").message().sentAt();
        clock().move(Duration.ofHours(-1));

        assertThat(say(ROOM, "after the clock was put back").message().sentAt()).isEqualTo(first);
    }

    @Test
    default void eachRoomHasItsOwnSeq() {
        fill(ROOM, 3);

        assertThat(say(OTHER_ROOM, "first here").seq()).isEqualTo(1);
        assertThat(readAll(ROOM).entries()).hasSize(3);
        assertThat(readAll(OTHER_ROOM).entries()).hasSize(1);
    }

    @Test
    default void theEpochStaysTheSame() {
        String told = readAll(ROOM).head().epoch();
        RecordingListener early = follower(ROOM);
        fill(ROOM, 3);
        RecordingListener late = follower(ROOM);

        assertThat(List.of(
                        early.start().epoch(),
                        late.start().epoch(),
                        readAll(ROOM).head().epoch()))
                .containsOnly(told);
    }

    @Test
    default void aLogThatWasNeverUsedHasAnEpochToo() {
        assertThat(readAll(ROOM).head().epoch()).isNotBlank();
    }

    @RepeatedTest(5)
    default void manyWritersMakeOneOrderWithoutGaps() throws Exception {
        List<Entry> stored =
                Threads.together(writers(8, 50)).stream().flatMap(List::stream).toList();

        assertThat(stored.stream().map(Entry::seq).sorted().toList()).isEqualTo(LogUnderTest.seqs(1, 400));
        assertThat(readAll(ROOM).entries()).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(LogUnderTest.seqs(readAll(ROOM))).isEqualTo(LogUnderTest.seqs(1, 400));
    }

    @RepeatedTest(5)
    default void aWritersEntriesKeepTheOrderInWhichTheyWereStored() throws Exception {
        for (List<Entry> ofOneWriter : Threads.together(writers(4, 50))) {
            assertThat(ofOneWriter.stream().map(Entry::seq).toList()).isSorted();
            assertThat(ofOneWriter.stream()
                            .map(Entry::message)
                            .map(message -> message.sentAt())
                            .toList())
                    .isSorted();
        }
    }
}
