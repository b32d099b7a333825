package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {

    private static final CloseReason BAD = CloseReason.of(CloseCode.BAD_REQUESTS);

    private final TestTime time = new TestTime();
    private final TestTransport transport = new TestTransport();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(100, Duration.ofSeconds(10)));
    private final LiveConnection connection = connections.open(User.guest("g", "ann"), transport);

    @Test
    void a_close_on_purpose_lets_out_what_waits_says_closing_and_closes() {
        transport.stopReading();
        connection.send(new EncodedEvent("a", false));

        connection.close(BAD);
        assertThat(transport.closes()).isEmpty();
        transport.readOne();
        transport.readOne();

        assertThat(transport.sent()).containsExactly("a", "Closing");
        assertThat(transport.closes()).containsExactly(BAD);
        assertThat(time.waiting()).as("deadlines left behind").isZero();
    }

    @Test
    void a_peer_that_does_not_read_is_closed_after_five_seconds() {
        transport.stopReading();
        connection.send(new EncodedEvent("a", false));
        connection.close(BAD);

        time.pass(Duration.ofMillis(4_999));
        assertThat(transport.closes()).isEmpty();
        time.pass(Duration.ofMillis(1));

        assertThat(transport.closes()).containsExactly(BAD);
    }

    @Test
    void only_the_first_close_counts() {
        connection.close(BAD);
        connection.close(CloseReason.of(CloseCode.TOO_BIG));

        assertThat(transport.closes()).containsExactly(BAD);
        assertThat(transport.sent()).containsExactly("Closing");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_peer_that_falls_behind_is_cut_off_as_a_slow_consumer() {
        transport.stopReading();
        connection.offer(List.of(TestEvents.event("a", 60), TestEvents.event("b", 60)));
        connection.flush();

        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.SLOW_CONSUMER));
    }

    @Test
    void a_connection_that_breaks_is_closed_where_the_container_tells_nothing() {
        transport.stopReading();
        connection.send(new EncodedEvent("a", false));

        transport.fail();
        assertThat(transport.closes())
                .as("the container may be about to answer the peer's close")
                .isEmpty();
        time.pass(Duration.ofSeconds(5));

        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.GOING_AWAY));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_connection_that_breaks_because_the_peer_closes_ends_as_the_container_says() {
        transport.stopReading();
        connection.send(new EncodedEvent("a", false));
        transport.fail();

        connection.closed(1000, "");

        assertThat(connections.told())
                .last()
                .extracting(event -> ((ConnectionClosed) event).ending())
                .isEqualTo(new Ending(Ending.By.PEER, 1000, ""));
        assertThat(transport.closes()).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void the_end_is_told_once_whoever_ends_it_and_without_the_container() {
        AtomicInteger ends = new AtomicInteger();
        connection.speaks(new Speaker() {
            @Override
            public Set<RoomName> rooms() {
                return Set.of();
            }

            @Override
            public void ended(Ending ending) {
                ends.incrementAndGet();
            }
        });
        transport.stopReading();

        connection.offer(List.of(TestEvents.event("a", 60), TestEvents.event("b", 60)));
        connection.flush();
        assertThat(ends).hasValue(1);

        connection.closed(Ending.ABNORMAL, "");
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_closed_connection_leaves_no_deadline_behind() {
        transport.stopReading();
        connection.send(new EncodedEvent("a", false));
        connection.close(BAD);

        connection.closed(Ending.ABNORMAL, "");

        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_close_waits_for_what_is_to_be_answered() {
        connection.answering();
        connection.answering();
        connection.close(BAD);
        connection.answered();
        assertThat(transport.sent()).isEmpty();

        connection.send(new EncodedEvent("ack", false));
        connection.answered();

        assertThat(transport.sent()).containsExactly("ack", "Closing");
        assertThat(transport.closes()).containsExactly(BAD);
    }

    @Test
    void what_is_never_answered_delays_a_close_by_five_seconds_only() {
        connection.answering();
        connection.close(BAD);

        time.pass(Duration.ofSeconds(5));

        assertThat(transport.closes()).containsExactly(BAD);
        connection.answered();
        assertThat(transport.closes()).hasSize(1);
    }

    @Test
    void an_open_connection_is_known_by_id_and_user_and_a_closed_one_is_not() {
        ConnectionRegistry registry = connections.context().registry();
        LiveConnection second = connections.open(connection.user(), new TestTransport());

        assertThat(registry.find(connection.id())).contains(connection);
        assertThat(registry.ofUser(connection.user().key())).containsExactly(connection, second);
        assertThat(registry.count()).isEqualTo(2);

        connection.closed(1000, "");
        second.cutOff(BAD);

        assertThat(registry.find(connection.id())).isEmpty();
        assertThat(registry.ofUser(connection.user().key())).isEmpty();
        assertThat(registry.count()).isZero();
        assertThat(registry.users()).isZero();
    }

    @Test
    void the_oldest_connection_of_a_user_with_too_many_is_replaced() {
        TestTransport second = new TestTransport();
        connections.open(connection.user(), second);

        connections.open(connection.user(), new TestTransport());

        assertThat(transport.sent()).containsExactly("Closing");
        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.REPLACED));
        assertThat(second.closes()).isEmpty();
        assertThat(connections.context().registry().count()).isEqualTo(2);
    }

    @Test
    void somebody_elses_connections_do_not_count() {
        connections.open(User.guest("other", "bob"), new TestTransport());
        connections.open(User.guest("other", "bob"), new TestTransport());

        assertThat(transport.closes()).isEmpty();
    }

    @Test
    void an_event_of_the_application_is_sent_until_the_connection_closes() {
        Event.Application event = new Event.Application("news", "1");

        assertThat(connection.send(event)).isTrue();
        connection.close(BAD);
        assertThat(connection.send(event)).isFalse();

        assertThat(transport.sent()).containsExactly("Application", "Closing");
    }

    @Test
    void an_event_of_the_application_that_passes_the_bound_is_not_said_to_be_sent() {
        transport.stopReading();
        assertThat(connection.send(new EncodedEvent("x".repeat(95), false))).isTrue();

        assertThat(connection.send(new Event.Application("news", "1"))).isFalse();

        assertThat(transport.closes()).extracting(CloseReason::code).containsExactly(CloseCode.SLOW_CONSUMER);
    }

    @Test
    void what_goes_through_is_counted() {
        connection.heard(10, false);
        connection.heard(5, true);
        connection.heard(1, true);
        connection.refused();
        connection.send(new EncodedEvent("a      ", false));
        transport.stopReading();
        connection.send(new EncodedEvent("under way", false));

        assertThat(connection.traffic()).isEqualTo(new Traffic(2, 16, 1, 1, 7));
    }
}
