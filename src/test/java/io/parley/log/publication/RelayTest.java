package io.parley.log.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.DraftRefusedException;
import io.parley.log.Entry;
import io.parley.log.LogUnavailableException;
import io.parley.log.ManualClock;
import io.parley.log.TakenAwayException;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits comes into its room, in order and once; what cannot, waits or is set aside, and blocks no other room. */
class RelayTest {

    private final TestStore store = new TestStore();
    private final ManualClock clock = new ManualClock();
    private final RelayWatch watch = new RelayWatch(clock, 1_000);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> timed = new ArrayDeque<>();

    /** What has been said, as "room text". */
    private final List<String> said = new ArrayList<>();

    /** How appends end that do not succeed, by text. */
    private final Map<String, LogUnavailableException> failures = new HashMap<>();

    /** A text at which a room breaks. */
    private String breaking = "";

    /** Whether the engine works on the database, and takes away there what it stores. */
    private boolean shared = true;

    private final Relay relay = new Relay(
            store,
            new PublicationRules(new Limits(65_536, 100, 10), UnaryOperator.identity()),
            this::append,
            new Relay.Schedule(
                    tasks::add,
                    (delay, task) -> {
                        timed.add(task);
                        return () -> timed.remove(task);
                    },
                    Duration.ofSeconds(1)),
            watch);

    private CompletionStage<Appended> append(RoomName room, Draft draft) {
        String text = draft.body().text();
        if (text.equals(breaking)) {
            throw new IllegalArgumentException("on purpose");
        }
        if (failures.containsKey(text)) {
            return CompletableFuture.failedStage(failures.get(text));
        }
        said.add(room + " " + text);
        if (shared) {
            draft.passage().ifPresent(passage -> {
                store.waiting.remove(passage.publication());
                passage.arrived();
            });
        }
        ChatMessage message = new ChatMessage(said.size(), draft.id(), draft.from(), draft.body(), Instant.EPOCH);
        return CompletableFuture.completedStage(new Appended(new Entry(draft.uid(), message), false));
    }

    private static LogUnavailableException unavailable() {
        return new LogUnavailableException("not now", false);
    }

    private void relays() {
        relay.relay();
        work();
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void what_waits_is_said_in_the_order_of_its_keys() {
        IntStream.range(0, 250).forEach(i -> store.write("room" + i % 3, "text " + i));

        relays();

        assertThat(said)
                .isEqualTo(IntStream.range(0, 250)
                        .mapToObj(i -> "room" + i % 3 + " text " + i)
                        .toList());
        assertThat(store.waiting).isEmpty();
        assertThat(relay.statistics()).isEqualTo(new PublicationStatistics(250, 0, 0, Duration.ZERO));
    }

    @Test
    void what_an_engine_leaves_in_the_database_is_taken_away_and_not_said_again() {
        shared = false;
        store.write("tea", "one");
        store.write("tea", "two");

        relays();
        relays();

        assertThat(said).containsExactly("tea one", "tea two");
        assertThat(store.waiting).isEmpty();
    }

    @Test
    void what_was_said_and_could_not_be_taken_away_is_only_taken_away_the_next_time() {
        shared = false;
        store.write("tea", "one");
        store.failingToTake = true;
        relays();
        store.failingToTake = false;

        relays();

        assertThat(said).containsExactly("tea one");
        assertThat(store.waiting).isEmpty();
    }

    @Test
    void where_one_cannot_be_stored_now_those_behind_it_in_its_room_wait_and_others_do_not() {
        store.write("tea", "one");
        store.write("tea", "two");
        store.write("milk", "white");
        store.write("tea", "three");
        failures.put("two", unavailable());

        relays();

        assertThat(said).containsExactlyInAnyOrder("tea one", "milk white");
        assertThat(store.waiting).containsOnlyKeys(2L, 4L);
        assertThat(relay.statistics().waiting()).isEqualTo(2);

        failures.clear();
        relays();

        assertThat(said).endsWith("tea two", "tea three");
        assertThat(relay.statistics().waiting()).isZero();
    }

    @Test
    void a_room_that_takes_nothing_keeps_no_other_waiting_however_much_there_is_for_it() {
        IntStream.range(0, 3 * RelayPass.MOST).forEach(i -> store.write("stuck", "never"));
        store.write("tea", "one");
        failures.put("never", unavailable());

        relays();

        assertThat(said).containsExactly("tea one");
        assertThat(store.looks)
                .as("and costs no look for each of its publications")
                .isLessThan(5);
    }

    @Test
    void where_no_room_takes_anything_the_relay_does_not_go_through_all_of_them() {
        IntStream.range(0, 10 * RelayPass.MOST).forEach(i -> store.write("room" + i, "never"));
        failures.put("never", unavailable());

        relays();

        assertThat(store.looks).isLessThan(5);
        assertThat(relay.statistics().waiting()).isEqualTo(1_000);
    }

    @Test
    void rooms_that_take_nothing_do_not_starve_one_that_does() {
        IntStream.range(0, RelayPass.MOST).forEach(i -> store.write("stuck" + i, "never"));
        store.write("tea", "one");
        failures.put("never", unavailable());

        relays();

        assertThat(said).containsExactly("tea one");
    }

    @Test
    void what_should_not_happen_in_a_room_holds_up_that_room_alone() {
        store.write("tea", "breaks");
        store.write("tea", "behind");
        store.write("milk", "white");
        breaking = "breaks";

        relays();

        assertThat(said).containsExactly("milk white");
        assertThat(store.setAside).isEmpty();
        assertThat(relay.statistics().waiting()).isEqualTo(2);
    }

    @Test
    void what_no_room_could_take_is_set_aside_with_its_reason_and_blocks_nobody() {
        long noRoom = store.write("no room!", "one");
        long tooLong = store.write("tea", "x".repeat(101));
        long refused = store.write("tea", "refused");
        store.write("tea", "two");
        failures.put("refused", new DraftRefusedException());

        relays();

        assertThat(said).containsExactly("tea two");
        assertThat(store.setAside).containsOnlyKeys(noRoom, tooLong, refused);
        assertThat(store.setAside.get(noRoom)).contains("room name");
        assertThat(store.setAside.get(tooLong)).contains("text", "100");
        assertThat(store.setAside.get(refused)).contains("database");
        assertThat(relay.statistics().setAside()).isEqualTo(3);
    }

    @Test
    void what_another_node_has_taken_is_its_business() {
        store.write("tea", "one");
        store.write("tea", "two");
        failures.put("one", new TakenAwayException());

        relays();

        assertThat(said).containsExactly("tea two");
        assertThat(store.setAside).isEmpty();
        assertThat(relay.statistics().waiting()).isZero();
    }

    @Test
    void who_asks_while_it_works_is_heard_when_that_is_done() {
        store.write("tea", "one");
        relay.relay();
        Runnable working = tasks.remove();
        store.write("tea", "two");
        relay.relay();
        relay.relay();
        assertThat(tasks).as("one task at a time").isEmpty();

        working.run();

        assertThat(said).containsExactly("tea one", "tea two");
    }

    @Test
    void it_looks_by_itself_from_the_start_on_and_no_more_when_it_is_closed() {
        store.write("tea", "before the start");
        relay.start();
        work();
        assertThat(said).containsExactly("tea before the start");

        store.write("tea", "nobody tells of it");
        timed.remove().run();
        work();
        assertThat(said).endsWith("tea nobody tells of it");

        relay.close();
        store.write("tea", "too late");
        timed.remove().run();
        relays();
        assertThat(said).hasSize(2);
        assertThat(timed).isEmpty();
    }

    @Test
    void a_database_that_cannot_be_asked_is_asked_again() {
        store.write("tea", "one");
        store.failing = true;
        relays();
        clock.move(Duration.ofMinutes(2));
        relays();
        assertThat(relay.statistics().oldest()).as("nobody knows better").isEqualTo(Duration.ofMinutes(2));
        store.failing = false;

        relays();

        assertThat(said).containsExactly("tea one");
        assertThat(relay.statistics().oldest()).isZero();
    }

    @Test
    void a_task_that_no_thread_takes_is_not_taken_for_one_that_works() {
        boolean[] refusing = {true};
        Relay relayed = new Relay(
                store,
                new PublicationRules(new Limits(65_536, 100, 10), UnaryOperator.identity()),
                this::append,
                new Relay.Schedule(
                        task -> {
                            if (refusing[0]) {
                                throw new RejectedExecutionException("on purpose");
                            }
                            task.run();
                        },
                        (delay, task) -> () -> {},
                        Duration.ofSeconds(1)),
                watch);
        store.write("tea", "one");
        relayed.relay();
        refusing[0] = false;

        relayed.relay();

        assertThat(said).containsExactly("tea one");
    }

    @Test
    void how_long_the_oldest_waits_is_told() {
        store.write("tea", "one");
        failures.put("one", unavailable());
        clock.move(Duration.between(
                clock.instant(), TestStore.WRITTEN.plusSeconds(1).plus(Duration.ofMinutes(2))));

        relays();

        assertThat(relay.statistics().oldest()).isEqualTo(Duration.ofMinutes(2));
    }
}
