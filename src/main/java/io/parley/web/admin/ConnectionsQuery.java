package io.parley.web.admin;

import io.parley.session.Connection;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which connections are asked for, and in which order. Filled from the query (Jakarta REST, section 3.2). */
public class ConnectionsQuery {

    private static final int MOST_OFFSET = 100_000;
    private static final int MOST_LIMIT = 500;
    private static final int USUAL_LIMIT = 50;

    /** By id or by name, exactly. */
    @QueryParam("user")
    private @Nullable String user;

    /** Whether they are in it. */
    @QueryParam("room")
    private @Nullable String room;

    /** Where they come from, exactly. */
    @QueryParam("address")
    private @Nullable String address;

    /** Of {@link State}. */
    @QueryParam("state")
    private @Nullable String state;

    /** Of {@link Sort}. */
    @QueryParam("sort")
    private @Nullable String sort;

    /** Of {@link Order}. */
    @QueryParam("order")
    private @Nullable String order;

    /** So many of the first are left out. */
    @QueryParam("offset")
    private @Nullable String offset;

    /** No more than that. */
    @QueryParam("limit")
    private @Nullable String limit;

    /** Made by the container. */
    public ConnectionsQuery() {}

    /** Where a connection stands. */
    enum State implements Parameters.Word {
        OPEN,
        CLOSING;

        @Override
        public String word() {
            return this == OPEN ? "open" : "closing";
        }
    }

    /** Up or down. */
    enum Order implements Parameters.Word {
        ASC,
        DESC;

        @Override
        public String word() {
            return this == ASC ? "asc" : "desc";
        }
    }

    Predicate<Connection> wanted() {
        @Nullable State wanted = Parameters.word("state", state, State.values()).orElse(null);
        return connection -> isUsers(connection)
                && (room == null
                        || connection.rooms().stream()
                                .anyMatch(in -> in.toString().equals(room)))
                && (address == null || connection.address().equals(address))
                && (wanted == null || connection.isClosing() == (wanted == State.CLOSING));
    }

    private boolean isUsers(Connection connection) {
        return user == null
                || connection.user().name().equals(user)
                || connection.user().key().id().equals(user);
    }

    /** Some of them, in order: each is asked once for what it is sorted by, since that goes on changing. */
    List<Connection> page(List<Connection> connections) {
        ConnectionSort by =
                Parameters.word("sort", sort, ConnectionSort.values()).orElse(ConnectionSort.AGE);
        boolean falling = Parameters.word("order", order, Order.values())
                .map(way -> way == Order.DESC)
                .orElse(by.isUsuallyFalling());
        return by.sorted(connections, falling).skip(offset()).limit(limit()).toList();
    }

    int offset() {
        return Parameters.number("offset", offset, 0, MOST_OFFSET, 0);
    }

    int limit() {
        return Parameters.number("limit", limit, 1, MOST_LIMIT, USUAL_LIMIT);
    }
}
