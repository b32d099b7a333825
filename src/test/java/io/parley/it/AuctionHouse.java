package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The application with auctions ({@code io.parley.it.auction}), as seen from outside. */
record AuctionHouse(Server server) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The next lines that were noted of a room, a user or a user's visit, waited for. */
    void hears(String of, String... lines) {
        for (String line : lines) {
            assertThat(asks("next", of)).isEqualTo(line);
        }
    }

    /** Asks for something of a room, a connection or whatever the question takes. */
    String asks(String question, String of) {
        return asks(question, of, "");
    }

    String asks(String question, String of, String data) {
        String query = "?of=" + encoded(of) + "&data=" + encoded(data);
        URI address = server.page("auction/" + question + query);
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the application does not answer " + question, e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
