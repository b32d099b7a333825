package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** People who log in to the administrator's interface by HTTP Basic (RFC 7617). */
record BasicLogin(Server server) {

    static final String PASSWORD = "secret";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An administrator, and nobody else: not who has no name, no such name, another password, or another role. */
    void letsInOnly(String administrator, String another) throws IOException, InterruptedException {
        HttpResponse<String> nameless = send(request());
        refuses(nameless, 401);
        assertThat(nameless.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        refuses(asks("nobody", PASSWORD), 401);
        refuses(asks(administrator, "wrong"), 401);
        refuses(asks(another, PASSWORD), 403);
        assertThat(asks(administrator, PASSWORD).statusCode()).isEqualTo(200);
    }

    private static void refuses(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(AdminClient.json(response.body()).getInt("status")).isEqualTo(status);
    }

    private HttpResponse<String> asks(String user, String password) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(request().header("Authorization", "Basic " + credentials));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(server.page("admin/statistics"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
