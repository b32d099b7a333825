package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a test's application answers over HTTP, which is a good answer or a failure of the test. */
final class Page {

    /** Under HTTP/1.1 idle connections are given up before a server does that; under HTTP/2 its client fails then. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Page() {}

    static String text(URI page) {
        return text(HttpRequest.newBuilder(page));
    }

    static String text(HttpRequest.Builder question) {
        HttpRequest request = question.timeout(PATIENCE).build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        }
    }
}
