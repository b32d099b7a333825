package io.parley.web.admin;

import io.parley.protocol.User;
import io.parley.session.Connection;
import io.parley.session.Traffic;
import io.parley.trace.Traces;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** A connection as JSON. */
final class ConnectionJson {

    private static final double NANOS_OF_MILLI = 1_000_000.0;

    private ConnectionJson() {}

    static JsonObjectBuilder of(Connection connection, String state, Traces traces) {
        Traffic traffic = connection.traffic();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", connection.id())
                .add("user", user(connection.user()))
                .add("address", connection.address())
                .add("openedAt", connection.openedAt().toString())
                .add(
                        "rooms",
                        Json.createArrayBuilder(connection.rooms().stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList()))
                .add("state", state)
                .add("outboxBytes", connection.waitingBytes())
                .add("messagesIn", traffic.messagesIn())
                .add("bytesIn", traffic.bytesIn())
                .add("refusedIn", traffic.refusedIn())
                .add("messagesOut", traffic.messagesOut())
                .add("bytesOut", traffic.bytesOut())
                .add("traced", traces.find(connection.id()).isPresent());
        connection.roundTrip().ifPresent(time -> json.add("roundTripMillis", time.toNanos() / NANOS_OF_MILLI));
        return json;
    }

    /** Where one stands that is not over. */
    static String state(Connection connection) {
        return connection.isClosing() ? "closing" : "open";
    }

    private static JsonObjectBuilder user(User user) {
        return Json.createObjectBuilder()
                .add("kind", user.key().kind().name().toLowerCase(Locale.ROOT))
                .add("id", user.key().id())
                .add("name", user.name());
    }
}
