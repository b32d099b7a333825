package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.EncodedEvent;
import io.parley.time.TestTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int BOUND = 100;

    private final TestTime time = new TestTime();
    private final TestTransport transport = new TestTransport();
    private final CountingOwner owner = new CountingOwner();
    private final Outbox outbox = outbox(transport, BOUND);

    @Test
    void events_leave_in_the_order_in_which_they_were_offered() {
        offer(event("a", 1), event("b", 1));
        offer(event("c", 1));

        assertThat(transport.sent()).containsExactly("a", "b", "c");
    }

    @Test
    void one_event_is_under_way_at_a_time() {
        transport.stopReading();

        offer(event("a", 1));
        offer(event("b", 1));

        assertThat(transport.sent()).containsExactly("a");
        transport.readOne();
        assertThat(transport.sent()).containsExactly("a", "b");
    }

    @Test
    void nothing_leaves_before_the_flush() {
        outbox.offer(List.of(event("a", 1)));

        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void an_empty_outbox_takes_one_event_of_any_size() {
        offer(event("large", BOUND * 10));

        assertThat(transport.sent()).containsExactly("large");
        assertThat(owner.overflows()).isEqualTo(0);
    }

    @Test
    void an_event_over_the_bound_overflows_once_and_what_waited_is_freed() {
        transport.stopReading();
        offer(event("a", 60), event("b", 40));

        offer(event("c", 1));
        offer(event("d", 1));

        assertThat(owner.overflows()).isEqualTo(1);
        assertThat(outbox.bytes()).as("the event under way").isEqualTo(60);
        transport.readOne();
        assertThat(transport.sent()).containsExactly("a");
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void events_up_to_the_bound_do_not_overflow() {
        transport.stopReading();

        offer(event("a", 60), event("b", 40));

        assertThat(owner.overflows()).isEqualTo(0);
        assertThat(outbox.bytes()).isEqualTo(BOUND);
    }

    @Test
    void an_event_that_waits_for_too_long_overflows_though_nothing_more_is_offered() {
        transport.stopReading();
        offer(event("a", 1));

        time.pass(Duration.ofMillis(9_999));
        assertThat(owner.overflows()).as("not old enough").isEqualTo(0);

        time.pass(Duration.ofMillis(1));
        assertThat(owner.overflows()).isEqualTo(1);
    }

    @Test
    void a_peer_that_reads_slowly_but_in_time_is_left_alone() {
        transport.stopReading();
        for (int i = 0; i < 10; i++) {
            offer(event("a", 1));
            time.pass(Duration.ofSeconds(6));
            transport.readOne();
        }

        assertThat(owner.overflows()).isEqualTo(0);
    }

    @Test
    void one_deadline_at_most_is_under_way_and_none_after_the_end() {
        transport.stopReading();
        for (int i = 0; i < 10; i++) {
            offer(event("a", 1), event("b", 1));
            transport.readOne();
        }
        assertThat(time.waiting()).isEqualTo(1);

        outbox.end();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_droppable_event_is_dropped_under_pressure_and_never_overflows() {
        transport.stopReading();
        offer(event("a", 51));
        offer(new EncodedEvent("typing", true));

        offer(new EncodedEvent("typing" + " ".repeat(BOUND), true));

        assertThat(outbox.bytes()).isEqualTo(51);
        assertThat(owner.overflows()).isEqualTo(0);
    }

    @Test
    void a_finished_outbox_lets_out_what_waits_and_then_tells_its_owner() {
        transport.stopReading();
        offer(event("a", 1));

        outbox.finish(event("last", 1));
        offer(event("too late", 1));
        transport.readOne();
        assertThat(owner.finishes()).isEqualTo(0);
        transport.readOne();

        assertThat(transport.sent()).containsExactly("a", "last");
        assertThat(owner.finishes()).isEqualTo(1);
    }

    @Test
    void after_a_failed_send_nothing_is_sent_nothing_is_kept_and_the_owner_is_told_once() {
        transport.stopReading();
        offer(event("a", 1), event("b", 1));

        transport.fail();
        offer(event("c", 1));

        assertThat(transport.sent()).containsExactly("a");
        assertThat(outbox.bytes()).isZero();
        assertThat(owner.failures()).isEqualTo(1);
    }

    @Test
    void an_ended_outbox_keeps_nothing() {
        transport.stopReading();
        offer(event("a", 1), event("b", 1));

        outbox.end();
        transport.readOne();

        assertThat(transport.sent()).containsExactly("a");
        assertThat(outbox.bytes()).isZero();
        assertThat(owner.finishes()).isEqualTo(0);
    }

    @Test
    void a_peer_that_reads_at_once_needs_no_stack_for_each_event() {
        Outbox open = outbox(transport, Integer.MAX_VALUE);
        List<EncodedEvent> many =
                IntStream.range(0, 100_000).mapToObj(i -> event("e", 1)).toList();

        open.offer(many);
        open.flush();

        assertThat(transport.sent()).hasSize(many.size());
    }

    @RepeatedTest(20)
    void concurrent_senders_lose_double_and_reorder_nothing() throws InterruptedException {
        int threads = 4;
        int each = 500;
        Reader checked = new Reader();
        Outbox open = outbox(checked, Integer.MAX_VALUE);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = t + ":";
            senders.add(new Thread(() -> {
                awaitOpen(start);
                for (int i = 0; i < each; i++) {
                    open.offer(List.of(event(name + i, 1)));
                    open.flush();
                }
            }));
        }
        senders.forEach(Thread::start);
        start.countDown();
        for (Thread sender : senders) {
            sender.join();
        }

        List<String> read = checked.texts();
        assertThat(read).hasSize(threads * each);
        assertThat(checked.sizes()).hasSize(threads * each);
        assertThat(checked.sizes().stream().mapToLong(size -> size).sum())
                .isEqualTo(open.sent().bytes());
        for (int t = 0; t < threads; t++) {
            String name = t + ":";
            assertThat(read)
                    .filteredOn(text -> text.startsWith(name))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> name + i).toList());
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outbox outbox(Sender to, int bytes) {
        OutboxLimits limits = new OutboxLimits(bytes, Duration.ofSeconds(10));
        Outbox made = new Outbox(to, limits, time, owner);
        to.begin(made);
        return made;
    }

    private void offer(EncodedEvent... events) {
        outbox.offer(List.of(events));
        outbox.flush();
    }

    private static EncodedEvent event(String text, int bytes) {
        return TestEvents.event(text, bytes);
    }

    /** Reads as much as there is, one thread at a time, as frames. */
    private static final class Reader implements Sender {

        private final AtomicInteger calls = new AtomicInteger();
        private final ByteBuffer chunk = ByteBuffer.allocate(100);
        private final List<Integer> left = new ArrayList<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private volatile @Nullable Outgoing outgoing;

        @Override
        public void begin(Outgoing waiting) {
            outgoing = waiting;
        }

        @Override
        public void ready() {
            Outgoing waiting = Objects.requireNonNull(outgoing);
            if (calls.getAndIncrement() > 0) {
                return;
            }
            int heard = 1;
            while (heard > 0) {
                readAll(waiting);
                heard = calls.addAndGet(-heard);
            }
        }

        private void readAll(Outgoing waiting) {
            while (waiting.isBegun() || waiting.isWaiting()) {
                waiting.fill(chunk.clear());
                int half = (chunk.position() + 1) / 2;
                read.write(chunk.array(), 0, half);
                waiting.written(half, event -> left.add(event.payloadBytes()));
            }
        }

        /** How big the messages were of which this was told. */
        List<Integer> sizes() {
            return left;
        }

        /** The texts of the frames that were read. */
        List<String> texts() {
            List<String> texts = new ArrayList<>();
            ByteBuffer frames = ByteBuffer.wrap(read.toByteArray());
            while (frames.hasRemaining()) {
                assertThat(frames.get()).as("a whole text").isEqualTo((byte) 0x81);
                byte[] payload = new byte[frames.get()];
                frames.get(payload);
                texts.add(new String(payload, StandardCharsets.UTF_8).strip());
            }
            return texts;
        }
    }
}
