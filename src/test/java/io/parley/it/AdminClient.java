package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Somebody who calls the administrator's interface, in some roles or none. */
record AdminClient(Server server, Optional<String> as) {

    static final String ADMIN = "root parley-admin";
    static final String SEES_ALL = "root parley-admin parley-payloads";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** WildFly's, for the domain of {@code wildfly-it.yaml}. */
    private static final String JBOSS_WEB_XML = """
            <jboss-web>
                <security-domain>parley-it</security-domain>
            </jboss-web>
            """;

    /** The WAR with a log-in by which roles are told. */
    static WebArchive with(WebArchive archive) {
        return archive.addPackage(io.parley.it.admin.RolesLogin.class.getPackage())
                .addAsWebInfResource(new StringAsset(JBOSS_WEB_XML), "jboss-web.xml");
    }

    static AdminClient of(Server server) {
        return new AdminClient(server, Optional.of(ADMIN));
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** What a GET answers, which has to be JSON. */
    JsonObject gets(String path) {
        HttpResponse<String> response = asks("GET", path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return json(response.body());
    }

    /** The answer to a request without a body. */
    HttpResponse<String> asks(String method, String path) {
        return sends(request(path).method(method, BodyPublishers.noBody()).header("X-Parley-Admin", "1"));
    }

    /** Begins a trace; its id. */
    String traces(String query) {
        HttpResponse<String> response = asks("POST", "traces?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response.body()).getString("id");
    }

    /** A file. */
    byte[] downloads(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray()).body();
    }

    /** A stream, which is still coming. */
    HttpResponse<InputStream> follows(String path) {
        return send(request(path).GET(), BodyHandlers.ofInputStream());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.page("admin/" + path).toString()));
        as.ifPresent(who -> request.header("X-As", who));
        return request;
    }

    HttpResponse<String> sends(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.timeout(Inspector.PATIENCE).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
