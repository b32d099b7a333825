package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What members under pressure are told of presence, later. */
class MissedPresenceTest {

    private final RoomFixture fixture = new RoomFixture();
    private final TestMember ann = fixture.joins("ann");
    private final TestMember slow = fixture.joins("slow");

    MissedPresenceTest() {
        batchIsOver();
        ann.takeReceived();
        slow.takeReceived();
    }

    private void batchIsOver() {
        fixture.time.pass(BATCH);
    }

    private void comesAndGoes(String name) {
        TestMember visitor = fixture.joins(name);
        batchIsOver();
        fixture.leaves(visitor);
        batchIsOver();
    }

    /** It is under pressure no longer. */
    private List<String> toldAtLast(TestMember member) {
        member.isPressed(false);
        batchIsOver();
        return member.takeReceived().stream()
                .filter(event -> event.startsWith("presence"))
                .toList();
    }

    @Test
    void it_is_told_of_all_at_once_and_the_others_as_ever() {
        slow.isPressed(true);
        TestMember bob = fixture.joins("bob");
        batchIsOver();
        fixture.joins("cid");
        batchIsOver();
        fixture.leaves(bob);
        batchIsOver();
        assertThat(slow.received()).isEmpty();
        assertThat(ann.received())
                .containsExactly("presence +[bob] -[] =3", "presence +[cid] -[] =4", "presence +[] -[bob] =3");

        assertThat(toldAtLast(slow)).containsExactly("presence +[cid] -[] =3");

        fixture.joins("dan");
        batchIsOver();
        assertThat(slow.received()).containsExactly("presence +[dan] -[] =4");
    }

    @Test
    void what_cancels_out_is_not_told_whoever_else_has_looked() {
        slow.isPressed(true);
        comesAndGoes("bob");
        fixture.leaves(fixture.joins("cid"));
        batchIsOver();

        assertThat(toldAtLast(slow)).isEmpty();
    }

    @Test
    void what_cancels_out_is_told_to_whoever_has_looked_in_between() {
        slow.isPressed(true);
        TestMember bob = fixture.comesUnseen("bob");
        batchIsOver();
        assertThat(fixture.looks(slow)).contains("bob");
        fixture.leaves(bob);
        batchIsOver();

        assertThat(toldAtLast(slow)).containsExactly("presence +[] -[bob] =2");
    }

    @Test
    void what_cancels_out_within_the_batch_is_told_to_whoever_looked_before_it_was_under_pressure() {
        TestMember bob = fixture.comesUnseen("bob");
        assertThat(fixture.looks(slow)).contains("bob");
        fixture.leaves(bob);
        slow.isPressed(true);
        batchIsOver();

        assertThat(toldAtLast(slow)).containsExactly("presence +[] -[bob] =2");
    }

    @Test
    void whoever_was_not_seen_pushes_nobody_out_who_was() {
        slow.isPressed(true);
        TestMember bob = fixture.joins("bob");
        batchIsOver();
        assertThat(fixture.looks(slow)).contains("bob");
        fixture.leaves(bob);
        for (int i = 0; i <= PresenceBatch.MOST_BOTH; i++) {
            comesAndGoes("visitor " + i);
        }

        assertThat(toldAtLast(slow)).containsExactly("presence +[] -[bob] =2");
    }

    @Test
    void of_many_who_were_seen_and_have_gone_the_number_of_users_alone_tells_and_the_others_are_named() {
        slow.isPressed(true);
        fixture.joins("dan");
        for (int i = 0; i <= PresenceBatch.MOST_BOTH; i++) {
            TestMember visitor = fixture.joins("visitor " + i);
            batchIsOver();
            fixture.looks(slow);
            fixture.leaves(visitor);
            batchIsOver();
        }

        assertThat(toldAtLast(slow)).containsExactly("presence +[dan] -[] =3");
    }

    @Test
    void of_too_many_within_one_batch_the_number_tells_whoever_has_looked() {
        TestMember other = fixture.comesUnseen("other");
        batchIsOver();
        other.takeReceived();
        slow.takeReceived();
        slow.isPressed(true);
        other.isPressed(true);
        fixture.looks(slow);
        for (int i = 0; i <= PresenceBatch.MOST_BOTH; i++) {
            fixture.leaves(fixture.joins("visitor " + i));
        }
        batchIsOver();

        assertThat(toldAtLast(slow)).containsExactly("presence +[] -[] =3");
        assertThat(toldAtLast(other)).isEmpty();
    }

    @Test
    void what_it_sees_comes_before_what_is_told_of_that_later() throws InterruptedException {
        TestMember bob = fixture.joins("bob");
        batchIsOver();
        slow.takeReceived();
        Thread other = new Thread(() -> {
            fixture.leaves(bob);
            batchIsOver();
        });

        fixture.rooms.look(RoomFixture.LOBBY, slow, Optional.empty(), 10, page -> {
            other.start();
            while (other.getState() != Thread.State.BLOCKED && other.isAlive()) {
                Thread.onSpinWait();
            }
            return RoomFixture.encode("members " + page.names());
        });
        other.join();

        assertThat(slow.received()).containsExactly("members [ann, bob, slow]", "presence +[] -[bob] =2");
    }

    @Test
    void nobody_waits_for_who_leaves() {
        slow.isPressed(true);
        fixture.joins("bob");
        batchIsOver();
        int waiting = fixture.time.waiting();
        fixture.leaves(slow);

        batchIsOver();
        batchIsOver();

        assertThat(fixture.time.waiting()).isLessThan(waiting);
    }
}
