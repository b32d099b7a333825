package io.parley.log.jdbc;

import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.log.RoomLogContract;
import io.parley.protocol.Body;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of every log, for the one in a database. */
abstract class JdbcContract extends RoomLogContract {

    private static final int LONGEST_TEXT = 512 << 10;
    private static final int LONGEST_DATA = 1 << 20;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    abstract TestDatabase newDatabase();

    @Override
    protected RoomLog newLog(ManualClock clock) {
        TestDatabase database = newDatabase();
        open.push(database);
        Node node = new Node(database.source(), clock);
        open.push(node::close);
        return node.log();
    }

    /**
     * The bounds are those of {@code parley.limits.text-chars} and {@code message-bytes}, and of a principal's name.
     */
    @Test
    void theLongestThatSettingsAllowIsStored() {
        Body plain = new Body("x".repeat(LONGEST_TEXT), Optional.of('"' + "y".repeat(LONGEST_DATA - 2) + '"'));
        Body escaped = Body.of("\0".repeat(LONGEST_TEXT));
        User user = User.principal("n".repeat(Limits.PRINCIPAL_CHARS));

        for (Body body : List.of(plain, escaped)) {
            Draft draft = new Draft("uid " + (int) body.text().charAt(0), Optional.of("k".repeat(64)), user, body);
            RoomName room = new RoomName("r".repeat(120) + (int) body.text().charAt(0));
            Entry stored = await(log().append(room, draft)).entry();

            assertThat(stored.message().body()).isEqualTo(body);
            assertThat(await(log().read(room, new Range(1, 1, Range.End.OLDEST, 1, 1)))
                            .entries())
                    .containsExactly(stored);
        }
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
