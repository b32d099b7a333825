package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One end for each beginning, with the right word for who made it. */
class ConnectionEndTest {

    private static final CloseReason BAD = CloseReason.of(CloseCode.BAD_REQUESTS);
    private static final Ending OURS = new Ending(Ending.By.SERVER, 4400, "bad requests");

    private final TestTime time = new TestTime();
    private final TestTransport transport = new TestTransport();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(100, Duration.ofSeconds(10)));
    private final LiveConnection connection = connections.open(User.guest("g", "ann"), transport);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private List<Ending> endings() {
        return connections.told().stream()
                .filter(ConnectionClosed.class::isInstance)
                .map(event -> ((ConnectionClosed) event).ending())
                .toList();
    }

    @Test
    void the_peer_closes_with_a_code() {
        connection.closed(1001, "the page is left");

        assertThat(endings()).containsExactly(new Ending(Ending.By.PEER, 1001, "the page is left"));
    }

    @Test
    void the_line_is_lost() {
        connection.closed(Ending.ABNORMAL, "whatever the container says");

        assertThat(endings()).containsExactly(new Ending(Ending.By.NETWORK, 1006, ""));
    }

    @Test
    void we_close_and_the_container_makes_something_else_of_the_echo() {
        transport.stopReading();
        connection.send(new EncodedEvent("unread", false));
        connection.close(BAD);

        connection.closed(1002, "an echo of 1012 is refused by some");

        assertThat(endings()).containsExactly(OURS);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void we_close_and_the_line_is_lost_meanwhile() {
        transport.stopReading();
        connection.send(new EncodedEvent("unread", false));
        connection.close(BAD);

        transport.fail();
        time.pass(Duration.ofSeconds(5));

        assertThat(endings()).containsExactly(OURS);
    }

    @Test
    void we_close_and_the_container_says_nothing() {
        connection.close(BAD);

        assertThat(endings()).containsExactly(OURS);
    }

    @Test
    void we_cut_off_and_the_container_repeats_itself() {
        connection.cutOff(BAD);
        connection.closed(4400, "");
        connection.closed(1006, "");
        connection.cutOff(CloseReason.of(CloseCode.SLOW_CONSUMER));

        assertThat(endings()).containsExactly(OURS);
        assertThat(transport.closes()).containsExactly(BAD);
    }

    @Test
    void a_cut_off_in_the_middle_of_a_farewell_keeps_the_farewells_code() {
        transport.stopReading();
        connection.send(new EncodedEvent("unread", false));
        connection.close(BAD);

        connection.cutOff(CloseReason.of(CloseCode.SLOW_CONSUMER));

        assertThat(transport.closes()).containsExactly(BAD);
        assertThat(endings()).containsExactly(OURS);
    }

    @Test
    void a_connection_that_ends_before_it_was_taken_up_is_told_of_to_nobody() {
        LiveConnection early = connections.opening(User.guest("h", "bob"), new TestTransport());

        early.closed(1006, "");
        early.opened();

        assertThat(connections.told()).noneMatch(event -> isOf(event, early));
        assertThat(connections.context().registry().count()).isEqualTo(1);
    }

    @Test
    void the_end_says_how_long_it_lasted_and_what_went_through() {
        connection.send(new EncodedEvent("a      ", false));
        connection.heard(3, true);
        time.pass(Duration.ofSeconds(2));

        connection.closed(1000, "");

        assertThat(connections.told())
                .containsExactly(
                        new ConnectionOpened(connection),
                        new ConnectionIdentified(connection, connection.user()),
                        new ConnectionClosed(
                                connection,
                                new Ending(Ending.By.PEER, 1000, ""),
                                Duration.ofSeconds(2),
                                new Traffic(1, 3, 0, 1, 7)));
    }

    @RepeatedTest(100)
    void whoever_ends_it_at_once_there_is_one_end_and_it_comes_last() throws Exception {
        LiveConnection contested = connections.opening(User.guest("h", "bob"), new TestTransport());
        CyclicBarrier together = new CyclicBarrier(4);
        List<Runnable> ways = List.of(
                contested::opened,
                () -> contested.close(BAD),
                () -> contested.closed(1000, ""),
                () -> contested.cutOff(CloseReason.of(CloseCode.SLOW_CONSUMER)));
        List<Future<?>> runs = new ArrayList<>();
        for (Runnable way : ways) {
            runs.add(threads.submit(() -> {
                together.await();
                way.run();
                return null;
            }));
        }
        for (Future<?> run : runs) {
            finish(run);
        }

        List<String> told = connections.told().stream()
                .filter(event -> isOf(event, contested))
                .map(event -> event.getClass().getSimpleName())
                .toList();
        assertThat(told).isIn(List.of(), List.of("ConnectionOpened", "ConnectionIdentified", "ConnectionClosed"));
        assertThat(connections.context().registry().count()).isEqualTo(1);
    }

    private static boolean isOf(Record event, LiveConnection connection) {
        return (event instanceof ConnectionOpened opened && opened.connection() == connection)
                || (event instanceof ConnectionIdentified identified && identified.connection() == connection)
                || (event instanceof ConnectionClosed closed && closed.connection() == connection);
    }

    private static void finish(Future<?> run) throws InterruptedException {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
