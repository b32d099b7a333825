package io.parley.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The script that opens the administrator's interface, on a WildFly of its own. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class SecureAdminIT {

    @Test
    void users_of_the_application_realm_with_the_role_get_in_by_http_basic() throws Exception {
        Path script = Path.of("wildfly-config", "secure-admin.cli");
        try (OwnServer server = OwnServer.setUpBy(script, Path.of(""), "secure-admin", "-Dparley.log=memory")) {
            addUser(server, "ann", BasicLogin.PASSWORD, "parley-admin");
            addUser(server, "eve", BasicLogin.PASSWORD, "user");
            server.manage("/subsystem=elytron/properties-realm=ApplicationRealm:load()");

            new BasicLogin(server.server()).letsInOnly("ann", "eve");
        }
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
