package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.ManualClock;
import io.parley.log.RecordingListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To take away what is over may take long, and nobody else waits for it. */
class UpkeepTest {

    private final TestDatabase database = TestDatabase.postgres();
    private final ManualClock clock = new ManualClock();
    private final Node other = new Node(database.source(), clock);
    private final Node node = new Node(
            database.source(),
            clock,
            new JdbcLogSettings(
                    WINDOW,
                    Node.SETTINGS.waiting(),
                    Node.SETTINGS.tails(),
                    new JdbcLogSettings.Times(
                            Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofDays(30)),
                    Node.SETTINGS.retention()));

    @AfterEach
    void close() throws InterruptedException {
        node.close();
        other.close();
        database.close();
    }

    @Test
    void whileItTakesItsTimeWhatOtherNodesStoreIsToldAndWordsCanBeErased() throws SQLException {
        RecordingListener listener = new RecordingListener();
        await(node.log().subscribe(ROOM, listener));
        await(other.log().append(ROOM, keyed(ANN, "k", "hello")));
        listener.await(1);

        try (Connection holder = database.unpooled().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from parley_key for update");
            clock.move(WINDOW.plusMillis(1));
            awaitSomebodyWhoWaits();

            await(other.log().append(ROOM, draft(BEN, "hello")));

            assertThat(listener.await(2)).hasSize(2);
            assertThat(await(node.log().erase(BEN.key()))).isEqualTo(1);
            awaitSomebodyWhoWaits();
            holder.rollback();
        }
    }

    private void awaitSomebodyWhoWaits() {
        long since = System.nanoTime();
        while (database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                        + " current_database()")
                .isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(20));
        }
    }
}
