package io.parley.room;

import static io.parley.room.RoomFixture.IDLE;
import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.Appended;
import io.parley.log.LogUnavailableException;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LiveRoomsTest {

    private final RoomFixture fixture = new RoomFixture();

    @Test
    void a_room_appears_on_first_use() {
        assertThat(fixture.rooms.find(LOBBY)).isEmpty();

        fixture.rooms.append(LOBBY, fixture.draft(User.SYSTEM, "hello"));

        assertThat(fixture.rooms.find(LOBBY)).isPresent();
        assertThat(fixture.position().seq()).isEqualTo(1);
    }

    @Test
    void an_empty_room_disappears_when_it_was_idle_for_long_enough() {
        TestMember ann = fixture.joins("ann");
        fixture.time.pass(IDLE.multipliedBy(3));
        assertThat(fixture.rooms.find(LOBBY)).as("with a member").isPresent();

        fixture.rooms.leave(LOBBY, ann, Departure.LEFT);
        fixture.time.pass(IDLE.dividedBy(2));
        assertThat(fixture.rooms.find(LOBBY)).as("not idle for long enough").isPresent();

        fixture.time.pass(IDLE.multipliedBy(2));
        assertThat(fixture.rooms.find(LOBBY)).isEmpty();
    }

    @Test
    void a_room_that_comes_back_goes_on_with_its_log() {
        TestMember ann = fixture.joins("ann");
        fixture.says(ann, "before");
        fixture.rooms.leave(LOBBY, ann, Departure.LEFT);
        fixture.time.pass(IDLE.multipliedBy(3));

        fixture.enters(ann, Optional.empty());

        assertThat(ann.received()).endsWith("joined at 1 1=before");
    }

    @Test
    void beyond_the_bound_no_room_appears_unless_an_empty_one_makes_place() {
        RoomFixture one = new RoomFixture(1, 500, 100);
        TestMember ann = one.joins("ann");
        TestMember bob = TestMember.named("bob");
        RoomName other = new RoomName("other");

        CompletionStage<Void> refused = one.rooms.join(other, bob, Entrance.unannounced());
        assertThatThrownBy(() -> refused.toCompletableFuture().join())
                .hasCauseInstanceOf(LogUnavailableException.class);

        one.rooms.leave(LOBBY, ann, Departure.LEFT);
        one.time.pass(Duration.ofSeconds(1));
        one.rooms.join(other, bob, Entrance.unannounced()).toCompletableFuture().join();
        assertThat(one.rooms.size()).isEqualTo(1);
    }

    @Test
    void a_room_whose_log_cannot_be_opened_fails_whoever_waits_and_the_next_use_tries_again() {
        HeldReads log = fixture.log;
        log.hold();
        CompletableFuture<Void> first =
                fixture.enters(TestMember.named("ann"), Optional.empty()).toCompletableFuture();
        assertThat(first).isNotDone();
        log.release();
        assertThat(first).isCompleted();

        RoomFixture down = new RoomFixture();
        down.log.fail();
        CompletableFuture<Void> failed =
                down.enters(TestMember.named("ann"), Optional.empty()).toCompletableFuture();
        assertThatThrownBy(failed::join).hasCauseInstanceOf(LogUnavailableException.class);
        assertThat(down.rooms.find(LOBBY).map(Room::members)).isIn(Optional.empty(), Optional.of(0));
    }

    @Test
    void messages_that_come_while_the_room_opens_wait_for_it_and_are_handed_out_in_order() {
        fixture.log.hold();
        TestMember ann = TestMember.named("ann");
        CompletableFuture<Void> entering = fixture.enters(ann, Optional.empty()).toCompletableFuture();
        fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "early"), ann, "r");
        fixture.rooms.append(LOBBY, fixture.draft(User.SYSTEM, "too"));
        assertThat(ann.received()).isEmpty();

        fixture.log.release();

        assertThat(entering).isCompleted();
        assertThat(ann.received()).containsExactly("joined at 0", "1=early", "ack 1", "2=too");
        assertThat(fixture.takeHeard()).contains("posted 1", "posted 2");
    }

    @Test
    void so_many_messages_may_wait_for_a_room_and_no_more() {
        fixture.log.hold();
        List<CompletableFuture<Appended>> stored = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            stored.add(fixture.rooms
                    .append(LOBBY, fixture.draft(User.SYSTEM, "early"))
                    .toCompletableFuture());
        }
        assertThatThrownBy(stored.remove(1_000)::join).hasCauseInstanceOf(LogUnavailableException.class);

        fixture.log.release();

        assertThat(stored.stream().map(stage -> stage.join().entry().seq()).toList())
                .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @RepeatedTest(100)
    void nobody_is_lost_in_a_room_that_ends_at_the_same_moment() throws InterruptedException {
        TestMember ann = fixture.joins("ann");
        fixture.rooms.leave(LOBBY, ann, Departure.LEFT);
        CountDownLatch start = new CountDownLatch(1);
        TestMember bob = TestMember.named("bob");
        Thread joiner = new Thread(() -> {
            awaitOpen(start);
            fixture.joins(bob);
        });
        Thread sweeper = new Thread(() -> {
            awaitOpen(start);
            fixture.time.pass(IDLE.multipliedBy(2));
        });
        joiner.start();
        sweeper.start();
        start.countDown();
        joiner.join();
        sweeper.join();
        bob.takeReceived();

        fixture.rooms.append(LOBBY, fixture.draft(User.SYSTEM, "hello"));

        assertThat(bob.received()).containsExactly("1=hello");
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
