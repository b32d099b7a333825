package io.parley.log.jdbc;

import io.parley.log.ManualClock;
import io.parley.log.RoomLog;
import io.parley.log.RoomLogContract;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** The contract of every log, for the one in a database. */
abstract class JdbcContract extends RoomLogContract {

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

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
