package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static io.parley.room.RoomFixture.GRACE;
import static io.parley.room.RoomFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.time.TestTime;
import org.junit.jupiter.api.Test;

/** Rooms on two nodes that share their presence. */
class SharedPresenceTest {

    private final TestTime time = new TestTime();
    private final LeaseTable table = new LeaseTable();
    private final RoomFixture here = new RoomFixture(time, table);
    private final RoomFixture there = new RoomFixture(time, table);
    private final TestMember ann = here.joins("ann");

    @Test
    void who_is_on_another_node_is_present_here() {
        TestMember bob = there.joins("bob");
        assertThat(here.users()).containsExactly("ann", "bob");
        assertThat(there.users()).containsExactly("ann", "bob");
        time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[ann, bob] -[] =2");
        assertThat(there.heard).containsExactly("appeared lobby", "joined ann", "joined bob");

        there.drops(bob);
        here.joins(new TestMember(bob.user(), true));
        time.pass(GRACE.multipliedBy(2));

        assertThat(ann.received()).as("back on another node").isEmpty();
        assertThat(there.users()).containsExactly("ann", "bob");
    }

    @Test
    void the_users_of_a_dead_node_leave() {
        there.joins("bob");
        time.pass(BATCH);
        ann.takeReceived();
        there.dies();

        time.pass(LEASE.minus(BATCH.multipliedBy(2)));
        assertThat(here.users()).containsExactly("ann", "bob");
        assertThat(ann.received()).isEmpty();

        time.pass(LEASE.dividedBy(3));
        assertThat(here.users()).containsExactly("ann");
        assertThat(ann.received()).containsExactly("presence +[] -[bob] =1");
    }

    @Test
    void a_node_that_was_late_has_its_users_back() {
        there.joins("bob");
        time.pass(BATCH);
        ann.takeReceived();
        here.takeHeard();
        there.stalls();

        time.pass(LEASE.multipliedBy(4).dividedBy(3));

        assertThat(here.users()).containsExactly("ann", "bob");
        assertThat(here.heard).containsExactly("left bob", "joined bob");
        assertThat(ann.received()).as("within one batch").isEmpty();
    }
}
