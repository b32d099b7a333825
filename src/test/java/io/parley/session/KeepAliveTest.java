package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The protocol document, section 6; RFC 6455, sections 5.5.2 and 5.5.3. */
class KeepAliveTest {

    private static final Duration PING = TestConnections.TIMES.ping();
    private static final Duration TIMEOUT = TestConnections.TIMES.timeout();
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestTime time = new TestTime();
    private final TestTransport transport = new TestTransport();
    private final TestConnections connections = new TestConnections(time, time, TestConnections.TIMES);

    private LiveConnection open() {
        return connections.open(User.guest("g", "ann"), transport);
    }

    @Test
    void the_first_ping_comes_within_the_interval_and_not_at_the_same_time_for_all() {
        Set<Duration> firsts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TestTransport peer = new TestTransport();
            LiveConnection connection = connections.open(User.guest("g" + i, "ann"), peer);
            Duration waited = Duration.ZERO;
            while (peer.pings().isEmpty()) {
                time.pass(Duration.ofSeconds(1));
                waited = waited.plusSeconds(1);
            }
            connection.closed(Ending.ABNORMAL, "");
            assertThat(waited).isLessThanOrEqualTo(PING);
            firsts.add(waited);
        }
        assertThat(firsts).as("seconds of the interval that were met").hasSizeGreaterThan(15);
    }

    @Test
    void a_peer_that_is_still_being_greeted_is_not_pinged() {
        for (int i = 0; i < 1000; i++) {
            TestTransport peer = new TestTransport();
            LiveConnection connection = connections.open(User.guest("g" + i, "ann"), peer);
            time.pass(PING.dividedBy(50));
            assertThat(peer.pings()).isEmpty();
            connection.closed(Ending.ABNORMAL, "");
            time.pass(MOMENT);
        }
    }

    @Test
    void a_peer_that_answers_is_pinged_in_each_interval_with_a_nonce_of_its_own() {
        LiveConnection connection = open();
        transport.whenPinged(connection::pong);

        time.pass(PING.multipliedBy(10));

        assertThat(transport.pings()).hasSize(10).doesNotHaveDuplicates();
        assertThat(transport.closes()).isEmpty();
    }

    @Test
    void a_time_to_answer_that_is_longer_than_the_interval_makes_pings_no_rarer() {
        KeepAliveTimes times = new KeepAliveTimes(Duration.ofSeconds(1), TIMEOUT);
        TestConnections often = new TestConnections(time, time, times);
        LiveConnection connection = often.open(User.guest("g", "ann"), transport);
        transport.whenPinged(connection::pong);
        time.pass(Duration.ofSeconds(10));
        assertThat(transport.pings()).hasSize(10);

        transport.whenPinged(payload -> {});
        time.pass(Duration.ofSeconds(1).plus(TIMEOUT));

        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.NO_PONG));
    }

    @Test
    void a_peer_that_does_not_answer_is_told_and_closed_when_the_time_is_over() {
        open();
        passUntilPinged();

        time.pass(TIMEOUT.minus(MOMENT));
        assertThat(transport.closes()).isEmpty();
        time.pass(MOMENT);

        assertThat(transport.sent()).containsExactly("Closing");
        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.NO_PONG));
        assertThat(time.waiting()).as("deadlines left behind").isZero();
    }

    @Test
    void a_peer_that_does_not_read_is_found_within_interval_and_timeout_and_nobody_waits_for_it() {
        LiveConnection connection = open();
        transport.stopReading();
        connection.send(new EncodedEvent("unread", false));

        time.pass(PING.plus(TIMEOUT));

        assertThat(transport.sent()).containsExactly("unread");
        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.NO_PONG));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void any_message_behind_the_ping_is_a_sign_of_life() {
        LiveConnection connection = open();
        for (int i = 0; i < 10; i++) {
            passUntilPinged(i);
            time.pass(TIMEOUT.minus(MOMENT));
            connection.heard(1, false);
        }

        assertThat(transport.closes()).isEmpty();
    }

    @Test
    void a_message_from_before_the_ping_is_none() {
        LiveConnection connection = open();
        connection.heard(1, true);
        passUntilPinged();

        time.pass(TIMEOUT);

        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.NO_PONG));
    }

    @Test
    void a_pong_that_nobody_asked_for_is_a_sign_of_life_and_measures_nothing() {
        LiveConnection connection = open();
        passUntilPinged();

        connection.pong(ByteBuffer.allocate(0));
        connection.pong(ByteBuffer.allocate(8).putLong(0, 1));
        time.pass(TIMEOUT);

        assertThat(transport.closes()).isEmpty();
        assertThat(connection.roundTrip()).isEmpty();
        assertThat(connections.context().roundTrips().summary().count()).isZero();
    }

    @Test
    void the_round_trip_is_measured_once_for_each_ping() {
        LiveConnection connection = open();
        passUntilPinged();
        ByteBuffer nonce = transport.pings().get(0);

        time.pass(Duration.ofMillis(42));
        connection.pong(nonce);
        time.pass(Duration.ofMillis(42));
        connection.pong(nonce);

        assertThat(connection.roundTrip().orElseThrow()).isBetween(Duration.ofMillis(42), Duration.ofMillis(43));
        RoundTrips.Summary all = connections.context().roundTrips().summary();
        assertThat(all.count()).isEqualTo(1);
        assertThat(all.median()).isBetween(Duration.ofMillis(42), Duration.ofMillis(44));
        assertThat(all.max()).isBetween(Duration.ofMillis(42), Duration.ofMillis(44));
    }

    @Test
    void a_server_that_stood_still_gives_the_peer_its_time_again() {
        Standstill stalled = new Standstill();
        TestConnections late = new TestConnections(stalled, time, TestConnections.TIMES);
        LiveConnection connection = late.open(User.guest("g", "ann"), transport);
        stalled.runNext();
        time.pass(TIMEOUT.plusSeconds(30));

        stalled.runNext();
        assertThat(transport.closes()).as("pongs wait to be read").isEmpty();
        connection.pong(transport.pings().get(0));
        time.pass(TIMEOUT);
        stalled.runNext();

        assertThat(transport.closes()).isEmpty();
    }

    @Test
    void a_standstill_excuses_a_dead_peer_once_only() {
        Standstill stalled = new Standstill();
        TestConnections late = new TestConnections(stalled, time, TestConnections.TIMES);
        late.open(User.guest("g", "ann"), transport);
        stalled.runNext();
        time.pass(TIMEOUT.plusSeconds(30));
        stalled.runNext();

        time.pass(TIMEOUT);
        stalled.runNext();

        assertThat(transport.closes()).containsExactly(CloseReason.of(CloseCode.NO_PONG));
    }

    private void passUntilPinged() {
        passUntilPinged(0);
    }

    private void passUntilPinged(int pingsBefore) {
        while (transport.pings().size() == pingsBefore) {
            time.pass(MOMENT);
        }
    }
}
