package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** The desk of the application that embeds Parley ({@code io.parley.it.app}), as seen from outside. */
record Desk(Server server) {

    /** Publishes; parameters are names and values in turn: {@code from}, {@code text}, {@code data}, {@code key}. */
    String publishes(String room, String... parameters) {
        return asks("publish", room, parameters);
    }

    /** What the application finds when it looks a room up. */
    String looksUp(String room) {
        return asks("room", room);
    }

    /** The next lines that the application's observer has heard of a room, waited for. */
    void hears(String room, String... lines) {
        for (String line : lines) {
            assertThat(asks("next", room)).isEqualTo(line);
        }
    }

    /** The next line that the application's observer has heard of a room, waited for. */
    String hears(String room) {
        return asks("next", room);
    }

    /** How many lines the application's observer has heard of a room that were not asked for yet. */
    int heardBehind(String room) {
        return Integer.parseInt(asks("waiting", room));
    }

    /** How many messages the logs of all rooms have answered, as the application is told. */
    long answered() {
        return Long.parseLong(asks("answered", "any"));
    }

    /** Erases a user's words; of how many messages. */
    long erases(String user) {
        return Long.parseLong(asks("erase", "any", "from", user));
    }

    /** The lines of a room's log. */
    String exports(String room) {
        return asks("export", room);
    }

    /** Lets an observer go on that waits. */
    void letsGoOn(String room) {
        asks("open", room);
    }

    private String asks(String service, String room, String... parameters) {
        StringBuilder form = new StringBuilder("room=" + room);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return Page.text(HttpRequest.newBuilder(server.page("desk/" + service))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }
}
