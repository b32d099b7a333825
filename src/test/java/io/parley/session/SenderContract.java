package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.EncodedEvent;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every {@link Sender} keeps to, whatever carries what it sends. Written for the outbox as it is. */
public abstract class SenderContract {

    private static final int BOUND = 100;
    private static final Duration AGE = Duration.ofSeconds(10);

    /** Who sits behind the sender. */
    public interface Peer extends AutoCloseable {

        /**
         * The one that is tested.
         *
         * @return always the same
         */
        Sender sender();

        /** Takes no more: what is sent next is begun, and does not leave. */
        void stopsReading();

        /** Takes all again. */
        void readsOn();

        /** Is gone: what is sent next fails, and what is under way. */
        void breaks();

        /**
         * What it has heard, as soon as all that can be done is done.
         *
         * @return whole texts, in their order
         */
        List<String> heard();

        @Override
        void close();
    }

    private final TestTime time = new TestTime();
    private final Peer peer = peer();
    private final CountingOwner owner = new CountingOwner();
    private final Outbox outbox = outbox(BOUND);
    private final Backlog backlog = new Backlog(BOUND);

    /** For the subclass. */
    protected SenderContract() {}

    /**
     * Makes one.
     *
     * @return who reads
     */
    protected abstract Peer peer();

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void what_is_offered_leaves_whole_and_in_order() {
        says("one", "two");
        says("three");

        assertThat(peer.heard()).containsExactly("one", "two", "three");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.sent()).isEqualTo(new SentCount(3, "onetwothree".length()));
    }

    @Test
    void what_the_peer_does_not_take_waits_and_is_known_to() {
        peer.stopsReading();
        says("one");
        assertThat(peer.heard()).isEmpty();
        says("two", "three");

        assertThat(peer.heard()).isEmpty();
        assertThat(outbox.isStuck()).isTrue();

        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one", "two", "three");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void past_the_bound_nothing_leaves_but_what_was_begun() {
        peer.stopsReading();
        says("one");
        assertThat(peer.heard()).isEmpty();
        says("two");
        assertThat(peer.heard()).isEmpty();
        says("3".repeat(BOUND));
        says("four");

        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one");
        assertThat(owner.overflows()).isEqualTo(1);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void what_waits_for_too_long_is_given_up() {
        peer.stopsReading();
        says("one");
        assertThat(peer.heard()).isEmpty();
        says("two");
        assertThat(peer.heard()).isEmpty();

        time.pass(AGE);
        assertThat(owner.overflows()).isEqualTo(1);
        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one");
    }

    @Test
    void the_last_event_leaves_behind_all_others_and_then_the_owner_is_told() {
        peer.stopsReading();
        says("one");
        assertThat(peer.heard()).isEmpty();
        outbox.finish(event("last"));
        outbox.flush();
        says("too late");
        assertThat(peer.heard()).isEmpty();
        assertThat(owner.finishes()).isEqualTo(0);

        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one", "last");
        assertThat(owner.finishes()).isEqualTo(1);
    }

    @Test
    void a_connection_that_breaks_is_told_of_once_and_nothing_is_kept() {
        peer.stopsReading();
        says("one");
        says("two");
        assertThat(peer.heard()).isEmpty();

        peer.breaks();
        says("three");
        assertThat(peer.heard()).isEmpty();
        assertThat(owner.failures()).isEqualTo(1);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void what_is_said_to_many_leaves_in_its_place() {
        says("one");
        saysToMany("two", "three");
        saysToMany("four");
        says("five");

        assertThat(peer.heard()).containsExactly("one", "two", "three", "four", "five");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.sent()).isEqualTo(new SentCount(5, "onetwothreefourfive".length()));
    }

    @Test
    void what_is_said_to_many_waits_for_who_does_not_take_it() {
        peer.stopsReading();
        saysToMany("one", "two");
        assertThat(peer.heard()).isEmpty();
        saysToMany("three");

        assertThat(peer.heard()).isEmpty();
        assertThat(outbox.isStuck()).isTrue();

        says("four");
        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one", "two", "three", "four");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.sent().messages()).isEqualTo(4);
    }

    @Test
    void past_the_bound_nothing_that_is_said_to_many_leaves_but_what_was_begun() {
        peer.stopsReading();
        saysToMany("one");
        assertThat(peer.heard()).isEmpty();
        saysToMany("3".repeat(BOUND));
        saysToMany("four");

        peer.readsOn();
        assertThat(peer.heard()).containsExactly("one");
        assertThat(owner.overflows()).isEqualTo(1);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void a_connection_that_breaks_under_what_is_said_to_many_is_told_of_once() {
        peer.breaks();
        saysToMany("one");
        saysToMany("two");

        assertThat(peer.heard()).isEmpty();
        assertThat(owner.failures()).isEqualTo(1);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void nothing_leaves_behind_the_end() {
        outbox.end();
        says("one");

        assertThat(peer.heard()).isEmpty();
        assertThat(owner.overflows() + owner.finishes() + owner.failures()).isZero();
    }

    @RepeatedTest(20)
    void what_several_threads_say_leaves_once_and_in_each_ones_order() throws InterruptedException {
        int each = 200;
        Outbox open = outbox(Integer.MAX_VALUE);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> speakers = IntStream.range(0, 4)
                .mapToObj(speaker -> new Thread(() -> {
                    await(start);
                    for (int i = 0; i < each; i++) {
                        open.offer(event(speaker + ":" + i));
                        open.flush();
                    }
                }))
                .toList();
        speakers.forEach(Thread::start);
        start.countDown();
        for (Thread speaker : speakers) {
            speaker.join();
        }

        List<String> heard = peer.heard();
        assertThat(heard).hasSize(speakers.size() * each);
        for (int speaker = 0; speaker < speakers.size(); speaker++) {
            String mark = speaker + ":";
            assertThat(heard)
                    .filteredOn(text -> text.startsWith(mark))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> mark + i).toList());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void says(String... texts) {
        List<EncodedEvent> events = new ArrayList<>();
        for (String text : texts) {
            events.add(event(text));
        }
        outbox.offer(events);
        outbox.flush();
    }

    /** As a room does. */
    private void saysToMany(String... texts) {
        @Nullable Outlet outlet = outbox.outlet();
        if (outlet == null) {
            says(texts);
        } else {
            Part many = new Part(outlet, List.of(outbox), BOUND, backlog);
            many.offer(Stream.of(texts).map(SenderContract::event).toList(), Map.of());
            many.flush(1);
        }
    }

    private static EncodedEvent event(String text) {
        return new EncodedEvent(text, false);
    }

    private Outbox outbox(int bound) {
        Outbox made = new Outbox(peer.sender(), new OutboxLimits(bound, AGE), time, owner);
        peer.sender().begin(made);
        return made;
    }
}
