package io.parley.web.admin;

import io.parley.session.Connection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What connections are sorted by; those that are alike stand by their ids, so that pages do not overlap. */
enum ConnectionSort implements Parameters.Word {
    USER("user", false, connection -> Key.of(connection.user().name())),
    ROOM("room", false, connection -> Key.of(firstRoom(connection))),
    STATE("state", false, connection -> Key.of(ConnectionJson.state(connection))),
    AGE("age", true, connection -> Key.of(-connection.openedAt().toEpochMilli())),
    ROUND_TRIP(
            "roundTrip",
            true,
            connection -> Key.of(connection.roundTrip().map(Duration::toNanos).orElse(-1L))),
    OUTBOX("outbox", true, connection -> Key.of(connection.waitingBytes())),
    BYTES(
            "bytes",
            true,
            connection ->
                    Key.of(connection.traffic().bytesIn() + connection.traffic().bytesOut()));

    private final String word;
    private final boolean usuallyFalling;

    @SuppressWarnings("ImmutableEnumChecker") // The functions are constants, and keep nothing
    private final Function<Connection, Key> key;

    /** What one of them had at the moment when it was asked. */
    private record Key(String text, long number) {

        static Key of(String text) {
            return new Key(text, 0);
        }

        static Key of(long number) {
            return new Key("", number);
        }
    }

    private record Row(Connection connection, Key key) {}

    ConnectionSort(String word, boolean usuallyFalling, Function<Connection, Key> key) {
        this.word = word;
        this.usuallyFalling = usuallyFalling;
        this.key = key;
    }

    private static String firstRoom(Connection connection) {
        return connection.rooms().stream()
                .map(String::valueOf)
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether the greatest comes first where nobody says what should. */
    boolean isUsuallyFalling() {
        return usuallyFalling;
    }

    Stream<Connection> sorted(List<Connection> connections, boolean falling) {
        Comparator<Row> rising = Comparator.comparing((Row row) -> row.key().text())
                .thenComparingLong(row -> row.key().number());
        Comparator<Row> order = falling ? rising.reversed() : rising;
        return connections.stream()
                .map(connection -> new Row(connection, key.apply(connection)))
                .sorted(order.thenComparing(row -> row.connection().id()))
                .map(Row::connection);
    }
}
