package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private final RoomFixture fixture = new RoomFixture();
    private final TestMember ann = fixture.joins("ann");

    @Test
    void those_who_come_within_a_batch_are_told_in_one_event() {
        fixture.joins("bob");
        fixture.joins("cid");
        assertThat(ann.received()).isEmpty();

        fixture.time.pass(BATCH);

        assertThat(ann.received()).containsExactly("presence +[ann, bob, cid] -[] =3");
    }

    @Test
    void a_user_with_two_connections_comes_and_goes_once() {
        fixture.time.pass(BATCH);
        ann.takeReceived();
        TestMember bob = fixture.joins("bob");
        TestMember bobsOtherTab = fixture.joins(new TestMember(bob.user(), true));
        fixture.time.pass(BATCH);

        fixture.rooms.leave(LOBBY, bob, Departure.LEFT);
        fixture.time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[bob] -[] =2");

        fixture.rooms.leave(LOBBY, bobsOtherTab, Departure.LEFT);
        fixture.time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[] -[bob] =1");
    }

    @Test
    void whoever_comes_and_goes_within_a_batch_is_not_named() {
        fixture.time.pass(BATCH);
        ann.takeReceived();

        fixture.leaves(fixture.comesUnseen("bob"));
        fixture.time.pass(BATCH);

        assertThat(ann.received()).isEmpty();
    }

    @Test
    void who_was_told_how_many_are_there_within_a_batch_is_told_when_that_is_not_so_any_more() {
        fixture.time.pass(BATCH);
        ann.takeReceived();

        TestMember bob = fixture.comesUnseen("bob");
        TestMember otherTab = fixture.joins(new TestMember(ann.user(), true));
        fixture.leaves(bob);
        fixture.time.pass(BATCH);

        assertThat(otherTab.received()).containsExactly("presence +[] -[bob] =1");
    }

    @Test
    void who_was_told_that_somebody_is_not_there_is_told_when_that_is_not_so_any_more() {
        TestMember bob = fixture.joins("bob");
        fixture.time.pass(BATCH);
        ann.takeReceived();

        fixture.leaves(bob);
        assertThat(fixture.looks(ann)).containsExactly("ann");
        ann.takeReceived();
        fixture.joins(bob);
        fixture.leaves(bob);
        fixture.joins(bob);
        fixture.time.pass(BATCH);

        assertThat(ann.received()).containsExactly("presence +[bob] -[] =2");
    }

    @Test
    void the_next_change_opens_the_next_batch() {
        fixture.time.pass(BATCH);
        ann.takeReceived();
        fixture.joins("bob");
        fixture.time.pass(BATCH);
        fixture.joins("cid");
        fixture.time.pass(BATCH);

        assertThat(ann.received()).containsExactly("presence +[bob] -[] =2", "presence +[cid] -[] =3");
    }

    @Test
    void in_a_large_room_presence_only_counts() {
        RoomFixture small = new RoomFixture(10, 1, 100);
        TestMember one = small.joins("one");
        small.joins("two");

        small.time.pass(BATCH);

        assertThat(one.received()).containsExactly("presence +[] -[] =2");
    }

    @Test
    void a_thousand_who_come_at_once_are_one_event_and_a_count() {
        fixture.time.pass(BATCH);
        ann.takeReceived();
        IntStream.range(0, 1000).forEach(i -> fixture.joins("guest " + i));
        fixture.time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[] -[] =1001");

        IntStream.range(0, 3).forEach(i -> fixture.joins("another " + i));
        fixture.time.pass(BATCH);
        assertThat(ann.received()).containsExactly("presence +[] -[] =1004");
    }

    @Test
    void five_hundred_who_come_at_once_are_named_in_one_event() {
        IntStream.range(1, 500).forEach(i -> fixture.joins("guest " + i));
        fixture.time.pass(BATCH);

        assertThat(ann.received())
                .singleElement()
                .asString()
                .contains("guest 499")
                .endsWith("=500");
    }

    @Test
    void a_user_with_three_connections_comes_and_goes_once() {
        fixture.time.pass(BATCH);
        ann.takeReceived();
        TestMember first = fixture.joins("bob");
        TestMember second = fixture.joins(new TestMember(first.user(), true));
        TestMember third = fixture.joins(new TestMember(first.user(), true));
        fixture.leaves(second);
        fixture.leaves(first);
        fixture.time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[bob] -[] =2");
        assertThat(fixture.users()).containsExactly("ann", "bob");

        fixture.leaves(third);
        fixture.time.pass(BATCH);
        assertThat(ann.received()).containsExactly("presence +[] -[bob] =1");
        assertThat(fixture.heard).containsExactly("appeared lobby", "joined ann", "joined bob", "left bob");
    }

    @Test
    void plain_members_are_not_told() {
        TestMember plain = fixture.joins(new TestMember(User.guest("p", "user1"), false));

        fixture.time.pass(Duration.ofSeconds(1));

        assertThat(plain.received()).isEmpty();
    }

    @Test
    void names_come_in_order_and_by_pages() {
        fixture.joins("cid");
        fixture.joins("bob");
        Room room = fixture.rooms.find(LOBBY).orElseThrow();

        assertThat(room.users(Optional.empty(), 2)).isEqualTo(new UserPage(List.of("ann", "bob"), true, 3));
        assertThat(room.users(Optional.of("bob"), 2)).isEqualTo(new UserPage(List.of("cid"), false, 3));
        assertThat(room.users(Optional.empty(), Integer.MAX_VALUE))
                .isEqualTo(new UserPage(List.of("ann", "bob", "cid"), false, 3));
        assertThat(room.users(Optional.of("bo"), 1)).isEqualTo(new UserPage(List.of("bob"), true, 3));
        assertThat(room.members()).isEqualTo(3);
    }
}
