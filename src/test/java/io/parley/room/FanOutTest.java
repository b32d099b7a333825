package io.parley.room;

import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private final RoomFixture fixture = new RoomFixture();

    @Test
    void every_member_gets_an_entry_the_sender_included() {
        TestMember ann = fixture.joins("ann");
        TestMember bob = fixture.joins("bob");

        fixture.says(ann, "hello");

        assertThat(ann.received()).containsExactly("1=hello");
        assertThat(bob.received()).containsExactly("1=hello");
    }

    @Test
    void who_cannot_be_sent_to_keeps_nobody_from_hearing_nor_from_an_ack() {
        TestMember broken = fixture.joins("broken");
        TestMember ann = fixture.joins("ann");
        broken.fails();

        fixture.rooms.append(LOBBY, fixture.draft(broken.user(), "hello"), broken, "r");
        fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "hello"), ann, "r");

        assertThat(ann.received()).containsExactly("1=hello", "2=hello", "ack 2");
    }

    @Test
    void an_ack_directly_follows_the_senders_own_copy() {
        TestMember ann = fixture.joins("ann");
        TestMember bob = fixture.joins("bob");

        fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "hello"), ann, "r");

        assertThat(ann.received()).containsExactly("1=hello", "ack 1");
        assertThat(bob.received()).containsExactly("1=hello");
    }

    @Test
    void a_duplicate_is_acknowledged_and_not_handed_out_again() {
        TestMember ann = fixture.joins("ann");
        fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "once", Optional.of("k")), ann, "r1");

        fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "twice", Optional.of("k")), ann, "r2");

        assertThat(ann.received()).containsExactly("1=once", "ack 1", "ack 1 duplicate");
    }

    @Test
    void whoever_has_left_gets_nothing_more() {
        TestMember ann = fixture.joins("ann");
        TestMember bob = fixture.joins("bob");

        fixture.rooms.leave(LOBBY, bob, Departure.LEFT);
        fixture.says(ann, "hello");

        assertThat(bob.received()).isEmpty();
    }

    @Test
    void typing_goes_to_other_users_in_full_mode_only() {
        TestMember ann = fixture.joins("ann");
        TestMember annsOtherTab = fixture.joins(new TestMember(ann.user(), true));
        TestMember bob = fixture.joins("bob");
        TestMember plain = fixture.joins(new TestMember(User.guest("p", "user7"), false));

        fixture.rooms.typing(LOBBY, ann, true);

        assertThat(bob.received()).containsExactly("typing ann true");
        assertThat(List.of(ann.received(), annsOtherTab.received(), plain.received()))
                .allSatisfy(received -> assertThat(received).isEmpty());
    }

    @Test
    void observers_hear_of_users_and_entries_in_order() {
        TestMember ann = fixture.joins("ann");
        fixture.joins(new TestMember(ann.user(), true));
        fixture.says(ann, "hello");
        fixture.rooms.leave(LOBBY, ann, Departure.LEFT);

        assertThat(fixture.heard).containsExactly("appeared lobby", "joined ann", "posted 1");
    }

    @RepeatedTest(20)
    void concurrent_senders_are_seen_in_one_order_and_each_ack_follows_its_copy() throws InterruptedException {
        List<TestMember> members =
                IntStream.range(0, 4).mapToObj(i -> fixture.joins("member" + i)).toList();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (TestMember member : members) {
            threads.add(new Thread(() -> {
                awaitOpen(start);
                for (int i = 0; i < 100; i++) {
                    fixture.rooms.append(
                            LOBBY, fixture.draft(member.user(), member.user().name()), member, "r");
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        for (TestMember member : members) {
            List<String> received = member.received();
            assertThat(received).filteredOn(event -> !event.startsWith("ack")).hasSize(400);
            assertThat(seqs(received))
                    .isEqualTo(IntStream.rangeClosed(1, 400).boxed().toList());
            assertThat(received).filteredOn(event -> event.startsWith("ack")).hasSize(100);
            for (int i = 1; i < received.size(); i++) {
                if (received.get(i).startsWith("ack ")) {
                    String seq = received.get(i).substring("ack ".length());
                    assertThat(received.get(i - 1))
                            .isEqualTo(seq + "=" + member.user().name());
                }
            }
        }
    }

    private static List<Integer> seqs(List<String> received) {
        return received.stream()
                .filter(event -> !event.startsWith("ack"))
                .map(event -> Integer.valueOf(event.substring(0, event.indexOf('='))))
                .toList();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
