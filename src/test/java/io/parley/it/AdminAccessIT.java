package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has not the role comes nowhere, by whatever path and method. */
@ExtendWith(ArquillianExtension.class)
class AdminAccessIT {

    private static final List<String> PATHS = List.of(
            "",
            "index.html",
            "admin.css",
            "openapi.json",
            "connections",
            "connections/x",
            "connections/x/close",
            "connections/x/frames",
            "connections/x/stream",
            "traces",
            "traces/1",
            "rooms",
            "statistics",
            "drain",
            "nothing/of/the/kind");

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive guarded() {
        return AdminClient.with(Archives.configured());
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
    void every_path_is_closed_to_nobody_and_to_who_has_another_role(String method) {
        AdminClient nobody = new AdminClient(server, Optional.empty());
        AdminClient eve = new AdminClient(server, Optional.of("eve user"));

        assertThat(PATHS).allSatisfy(path -> {
            assertIsRefused(nobody.asks(method, path), 401, method);
            assertIsRefused(eve.asks(method, path), 403, method);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PUT", "PATCH", "TRACE"})
    void methods_that_nothing_takes_open_nothing_either(String method) {
        AdminClient nobody = new AdminClient(server, Optional.empty());

        assertThat(PATHS)
                .allSatisfy(path ->
                        assertThat(nobody.asks(method, path).statusCode()).isIn(401, 403, 405));
    }

    private static void assertIsRefused(HttpResponse<String> response, int status, String method) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        if (!method.equals("HEAD")) {
            assertThat(AdminClient.json(response.body()).getInt("status")).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "admin;a=b/connections",
                "%61dmin/connections",
                "./admin/connections",
                "x/../admin/connections",
                "x/%2e%2e/admin/connections",
                "admin/./connections",
                "admin//connections",
                "/admin/connections",
                "admin/connections/",
                "admin/x/../connections",
                "ADMIN/connections"
            })
    void no_other_way_to_write_a_path_leads_past_the_guard(String alias) {
        URI page = server.page("");
        try (RawSocket socket = RawSocket.connect(page)
                .sends(List.of(
                        "GET " + page.getPath() + alias + " HTTP/1.1",
                        "Host: " + page.getAuthority(),
                        "Connection: close"))) {
            assertThat(socket.readsHead().status()).isIn(400, 401, 403, 404);
        }
    }

    @Test
    void a_change_without_the_header_that_only_the_own_page_can_send_is_refused() {
        AdminClient admin = AdminClient.of(server);

        HttpResponse<String> drain = admin.sends(admin.request("drain").POST(BodyPublishers.noBody()));

        assertThat(drain.statusCode()).isEqualTo(403);
        assertThat(AdminClient.json(drain.body()).getString("detail")).contains("X-Parley-Admin");
        try (Client ann = server.full("ann")) {
            ann.receivesConnected();
        }
    }

    @Test
    void who_has_the_role_comes_in() {
        AdminClient admin = AdminClient.of(server);

        assertThat(Stream.of("", "admin.css", "openapi.json", "connections", "traces", "rooms", "statistics"))
                .allSatisfy(
                        path -> assertThat(admin.asks("GET", path).statusCode()).isEqualTo(200));
    }
}
