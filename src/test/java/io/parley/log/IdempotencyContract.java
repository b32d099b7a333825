package io.parley.log;

import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A key from the same user in the same room within the window is stored once. */
interface IdempotencyContract extends LogUnderTest {

    Duration MOMENT = Duration.ofMillis(1);

    private Appended append(RoomName room, User from, String key, String text) {
        return await(log().append(room, keyed(from, key, text)));
    }

    private static void assertDuplicate(Appended again, Appended first) {
        assertThat(again.duplicate()).isTrue();
        assertThat(again.entry().uid()).isEqualTo(first.entry().uid());
        assertThat(again.entry().seq()).isEqualTo(first.entry().seq());
        assertThat(again.entry().message().id())
                .isEqualTo(first.entry().message().id());
        assertThat(again.entry().message().sentAt())
                .isEqualTo(first.entry().message().sentAt());
    }

    @Test
    default void theSameKeyIsStoredOnceAndAnsweredAsTheFirst() {
        Appended first = append(ROOM, ANN, "k", "hello");
        clock().move(Duration.ofSeconds(30));
        say(ROOM, "in between");

        Appended again = append(ROOM, ANN, "k", "hello");

        assertThat(first.duplicate()).isFalse();
        assertDuplicate(again, first);
        assertThat(readAll(ROOM).entries()).hasSize(2);
    }

    @Test
    default void theSameKeyIsADuplicateWhateverTheText() {
        Appended first = append(ROOM, ANN, "k", "hello");

        assertDuplicate(append(ROOM, ANN, "k", "something else"), first);
        assertThat(readAll(ROOM).entries()).containsExactly(first.entry());
    }

    @Test
    default void aDuplicateLeavesNoGap() {
        append(ROOM, ANN, "k", "hello");
        append(ROOM, ANN, "k", "hello");

        assertThat(say(ROOM, "next").seq()).isEqualTo(2);
    }

    @Test
    default void aUserWithAnotherDisplayNameIsTheSameUser() {
        Appended first = append(ROOM, User.guest("g1", "Zoe"), "k", "hello");

        assertDuplicate(append(ROOM, User.guest("g1", "Zoe 2"), "k", "hello"), first);
    }

    @Test
    default void anotherUsersKeyIsAnotherKey() {
        append(ROOM, ANN, "k", "hello");

        assertThat(append(ROOM, BEN, "k", "hello").duplicate()).isFalse();
    }

    @Test
    default void aGuestIsNotThePrincipalWithTheSameId() {
        append(ROOM, new User(new UserKey(UserKey.Kind.PRINCIPAL, "ann"), "ann"), "k", "hello");

        assertThat(append(ROOM, new User(new UserKey(UserKey.Kind.GUEST, "ann"), "ann"), "k", "hello")
                        .duplicate())
                .isFalse();
    }

    @Test
    default void userAndKeyDoNotRunIntoEachOther() {
        append(ROOM, User.principal("ann"), "b-c", "hello");
        append(ROOM, User.principal("ann-b"), "c", "hello");
        append(ROOM, User.principal("ann:b"), "c", "hello");

        assertThat(append(ROOM, User.principal("ann"), "b:c", "hello").duplicate())
                .isFalse();
        assertThat(append(ROOM, User.principal("ann"), "B-C", "hello").duplicate())
                .isFalse();
    }

    @Test
    default void theSameKeyInAnotherRoomIsAnotherKey() {
        append(ROOM, ANN, "k", "hello");

        assertThat(append(OTHER_ROOM, ANN, "k", "hello").duplicate()).isFalse();
    }

    @Test
    default void withoutAKeyNothingIsADuplicate() {
        say(ROOM, "hello");
        say(ROOM, "hello");

        assertThat(readAll(ROOM).entries()).hasSize(2);
    }

    @Test
    default void aKeyIsRememberedUntilTheWindowIsOverAndNoLonger() {
        Appended first = append(ROOM, ANN, "k", "hello");
        clock().move(WINDOW.minus(MOMENT));
        assertDuplicate(append(ROOM, ANN, "k", "hello"), first);

        clock().move(MOMENT.multipliedBy(2));
        Appended later = append(ROOM, ANN, "k", "hello");

        assertThat(later.duplicate()).isFalse();
        assertThat(later.entry().seq()).isEqualTo(2);
        assertDuplicate(append(ROOM, ANN, "k", "hello"), later);
    }

    @Test
    default void eachKeyHasItsOwnWindow() {
        append(ROOM, ANN, "early", "hello");
        clock().move(Duration.ofMinutes(2));
        Appended late = append(ROOM, ANN, "late", "hello");
        clock().move(Duration.ofMinutes(4));

        assertThat(append(ROOM, ANN, "early", "hello").duplicate()).isFalse();
        assertDuplicate(append(ROOM, ANN, "late", "hello"), late);
    }

    @Test
    default void aDuplicateIsNotHandedOut() {
        RecordingListener listener = follower(ROOM);
        append(ROOM, ANN, "k", "hello");
        append(ROOM, ANN, "k", "hello");
        Entry next = say(ROOM, "next");

        assertThat(listener.await(2)).last().isEqualTo(next);
    }

    @RepeatedTest(20)
    default void duplicatesAtTheSameMomentMakeOneEntry() throws Exception {
        List<Callable<Appended>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Draft draft = keyed(ANN, "k", "attempt " + i);
            tasks.add(() -> await(log().append(ROOM, draft)));
        }

        List<Appended> answers = Threads.together(tasks);

        List<Appended> firsts =
                answers.stream().filter(answer -> !answer.duplicate()).toList();
        assertThat(firsts).hasSize(1);
        assertThat(readAll(ROOM).entries()).containsExactly(firsts.get(0).entry());
        answers.stream().filter(Appended::duplicate).forEach(again -> assertDuplicate(again, firsts.get(0)));
    }
}
