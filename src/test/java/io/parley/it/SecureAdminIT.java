package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The script that opens the administrator's interface, on a WildFly of its own. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class SecureAdminIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void users_of_the_application_realm_with_the_role_get_in_by_http_basic() throws Exception {
        Path script = Path.of("wildfly-config", "secure-admin.cli");
        try (OwnServer server = OwnServer.setUpBy(script, Path.of(""), "secure-admin", "-Dparley.log=memory")) {
            addUser(server, "ann", "secret", "parley-admin");
            addUser(server, "eve", "secret", "user");
            server.manage("/subsystem=elytron/properties-realm=ApplicationRealm:load()");

            HttpResponse<String> nobody = asks(server, "nobody", "secret");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic");
            assertThat(asks(server, "ann", "wrong").statusCode()).isEqualTo(401);
            assertThat(asks(server, "eve", "secret").statusCode()).isEqualTo(403);
            assertThat(asks(server, "ann", "secret").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> asks(OwnServer server, String user, String password)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        URI page = server.server().page("admin/statistics");
        return HTTP.send(
                HttpRequest.newBuilder(page)
                        .header("Authorization", "Basic " + credentials)
                        .build(),
                BodyHandlers.ofString());
    }

    /** As add-user.sh would. */
    private static void addUser(OwnServer server, String name, String password, String role)
            throws IOException, NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("MD5")
                .digest((name + ":ApplicationRealm:" + password).getBytes(StandardCharsets.UTF_8));
        append(
                server,
                "application-users.properties",
                name + "=" + HexFormat.of().formatHex(hash));
        append(server, "application-roles.properties", name + "=" + role);
    }

    private static void append(OwnServer server, String file, String line) throws IOException {
        Path path = server.configuration().resolve(file);
        Files.writeString(path, Files.readString(path) + "\n" + line + "\n");
    }
}
