package io.parley.room;

import static io.parley.room.RoomFixture.IDLE;
import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The listener hears of each life of a room from its beginning to its end. */
class RoomLifeTest {

    private final RoomFixture fixture = new RoomFixture();

    @Test
    void a_life_begins_before_and_ends_behind_everything_else() {
        TestMember ann = fixture.joins("ann");
        fixture.says(ann, "hello");
        fixture.leaves(ann);
        fixture.time.pass(IDLE.multipliedBy(2));
        fixture.joins("bob");

        assertThat(fixture.heard)
                .containsExactly(
                        "appeared lobby",
                        "joined ann",
                        "posted 1",
                        "left ann",
                        "ended lobby",
                        "appeared lobby",
                        "joined bob");
    }

    @Test
    void a_room_whose_log_cannot_be_opened_has_ended() {
        fixture.log.fail();
        assertThat(fixture.enters(TestMember.named("ann"), Optional.empty()).toCompletableFuture())
                .isCompletedExceptionally();
        fixture.rooms.append(LOBBY, fixture.draft(User.SYSTEM, "hello"));

        assertThat(fixture.heard).containsExactly("appeared lobby", "ended lobby", "appeared lobby", "ended lobby");
        assertThat(fixture.rooms.size()).isZero();
        assertThat(fixture.leaseTable.size()).isZero();
    }

    @Test
    void an_entry_that_is_handed_out_behind_the_end_is_not_told() {
        TestMember ann = fixture.joins("ann");
        fixture.leaves(ann);
        fixture.log.beLate();
        fixture.rooms.append(LOBBY, fixture.draft(User.SYSTEM, "late"));
        fixture.time.pass(IDLE.multipliedBy(2));

        fixture.log.catchUp();

        assertThat(fixture.heard).endsWith("left ann", "ended lobby");
    }

    @RepeatedTest(200)
    void lives_do_not_overlap_where_one_ends_and_another_begins_at_the_same_moment() throws InterruptedException {
        fixture.leaves(fixture.joins("ann"));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = List.of(
                new Thread(() -> {
                    awaitOpen(start);
                    fixture.leaves(fixture.joins("bob"));
                }),
                new Thread(() -> {
                    awaitOpen(start);
                    fixture.time.pass(IDLE.multipliedBy(2));
                }));
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        fixture.time.pass(IDLE.multipliedBy(2));

        assertThat(String.join(" ", fixture.heard))
                .matches("(appeared lobby( (joined|left) \\w+)* ended lobby ?)+")
                .contains("joined bob left bob");
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
