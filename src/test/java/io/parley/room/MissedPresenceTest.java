package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        return member.takeReceived();
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
    void many_who_come_and_go_behind_its_look_are_told_by_the_number_of_those_who_are_there() {
        TestMember other = fixture.joins("other");
        batchIsOver();
        other.takeReceived();
        slow.takeReceived();
        slow.isPressed(true);
        other.isPressed(true);
        fixture.looks(slow);
        for (int i = 0; i <= PresenceBatch.MOST_BOTH; i++) {
            comesAndGoes("visitor " + i);
        }

        assertThat(toldAtLast(slow)).containsExactly("presence +[] -[] =3");
        assertThat(toldAtLast(other)).isEmpty();
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
