package io.parley.room;

import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An append with an ask is done when its ack is in the sender's outbox: a farewell waits for that. */
class AnsweredTest {

    private final RoomFixture fixture = new RoomFixture();
    private final TestMember ann = fixture.joins("ann");

    @Test
    void an_append_is_not_done_before_its_entry_was_handed_out_and_its_ack_has_followed() {
        List<String> receivedWhenDone = new ArrayList<>();
        fixture.log.beLate();
        CompletableFuture<Appended> append = asks("hello", "k");
        CompletableFuture<Void> looked = append.thenRun(() -> receivedWhenDone.addAll(ann.received()));
        assertThat(append).isNotDone();

        fixture.log.catchUp();

        assertThat(looked).isCompleted();
        assertThat(receivedWhenDone).containsExactly("1=hello", "ack 1");
    }

    @Test
    void a_duplicate_waits_for_the_entry_that_it_repeats() {
        fixture.log.beLate();
        CompletableFuture<Appended> first = asks("hello", "k");
        CompletableFuture<Appended> again = asks("hello", "k");
        assertThat(List.of(first, again)).noneMatch(CompletableFuture::isDone);

        fixture.log.catchUp();

        assertThat(List.of(first, again)).allMatch(CompletableFuture::isDone);
        assertThat(ann.received()).containsExactly("1=hello", "ack 1", "ack 1 duplicate");
    }

    @Test
    void an_append_without_an_ask_is_done_when_it_is_stored() {
        fixture.log.beLate();

        assertThat(fixture.rooms
                        .append(LOBBY, fixture.draft(ann.user(), "hello"))
                        .toCompletableFuture())
                .isCompleted();
    }

    @Test
    void what_was_stored_while_the_room_could_not_be_opened_is_acknowledged() {
        RoomFixture down = new RoomFixture();
        down.log.fail();
        TestMember bob = TestMember.named("bob");

        CompletableFuture<Appended> append = down.rooms
                .append(LOBBY, down.draft(bob.user(), "hello"), bob, "r")
                .toCompletableFuture();

        assertThat(append).isCompleted();
        assertThat(bob.received()).containsExactly("ack 1");
    }

    private CompletableFuture<Appended> asks(String text, String key) {
        return fixture.rooms
                .append(LOBBY, fixture.draft(ann.user(), text, Optional.of(key)), ann, "r")
                .toCompletableFuture();
    }
}
