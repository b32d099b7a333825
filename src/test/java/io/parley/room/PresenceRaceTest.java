package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static io.parley.room.RoomFixture.GRACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

class PresenceRaceTest {

    private static final int TABS = 4;
    private static final int ROUNDS = 50;

    private final RoomFixture fixture = new RoomFixture();

    @RepeatedTest(20)
    void tabs_that_come_and_go_at_once_leave_nobody_and_nothing_behind() throws InterruptedException {
        TestMember bob = TestMember.named("bob");
        fixture.leaves(fixture.joins("ann"));
        fixture.time.pass(BATCH);
        int waiting = fixture.time.waiting();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> tabs = new ArrayList<>();
        IntStream.range(0, TABS)
                .forEach(tab -> tabs.add(new Thread(() -> {
                    awaitOpen(start);
                    for (int i = 0; i < ROUNDS; i++) {
                        TestMember member = fixture.joins(new TestMember(bob.user(), true));
                        fixture.rooms.leave(
                                RoomFixture.LOBBY, member, (tab + i) % 2 == 0 ? Departure.DROPPED : Departure.LEFT);
                    }
                })));
        tabs.add(new Thread(() -> {
            awaitOpen(start);
            for (int i = 0; i < ROUNDS; i++) {
                fixture.time.pass(GRACE.dividedBy(4));
            }
        }));
        tabs.forEach(Thread::start);
        start.countDown();
        for (Thread tab : tabs) {
            tab.join();
        }
        fixture.time.pass(GRACE.plus(BATCH));

        assertThat(fixture.users()).isEmpty();
        assertThat(String.join(" ", fixture.heard))
                .matches("appeared lobby joined ann left ann( joined bob left bob)+");
        assertThat(fixture.time.waiting()).isEqualTo(waiting);
        fixture.time.pass(RoomFixture.IDLE.multipliedBy(2));
        assertThat(fixture.rooms.size()).as("nobody holds the room").isZero();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
