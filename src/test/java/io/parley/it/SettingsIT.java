package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.guest.KeyFile;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings come from MicroProfile Config: a wrong one fails the deployment and says why, a changed one counts. */
@ExtendWith(ArquillianExtension.class)
class SettingsIT {

    private static final String WRONG = "wrong";
    private static final String CHANGED = "changed";
    private static final String BAD_KEY = "bad-key";
    private static final String LASTING = "lasting";
    private static final Path DATA = Path.of("target", "settings-it").toAbsolutePath();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = WRONG, managed = false, testable = false)
    static WebArchive wrong() {
        return Archives.named(
                WRONG,
                "parley.limits.text-chars=many",
                "parley.default-room=the lobby",
                "parley.outbox.age=10s",
                "parley.rooms.game-*.retention=P1D");
    }

    @Deployment(name = CHANGED, managed = false, testable = false)
    static WebArchive changed() {
        return Archives.named(
                CHANGED,
                "parley.limits.text-chars=10",
                "parley.default-room=hall",
                "parley.origins=https://chat.example");
    }

    @Deployment(name = BAD_KEY, managed = false, testable = false)
    static WebArchive badKey() {
        return Archives.named(BAD_KEY, "parley.data.dir=" + DATA.resolve(BAD_KEY));
    }

    @Deployment(name = LASTING, managed = false, testable = false)
    static WebArchive lasting() {
        return Archives.named(LASTING, "parley.data.dir=" + DATA.resolve(LASTING));
    }

    @Test
    void wrong_settings_fail_the_deployment_and_all_are_named_with_what_is_allowed() {
        assertThat(Archives.failureOf(deployer, WRONG))
                .contains("parley.limits.text-chars is \"many\", but must be a plain number")
                .contains("parley.default-room is \"the lobby\", but must be 1 to 128 of A-Z a-z 0-9 . _ ~ @ -")
                .contains("parley.rooms.game-*.retention is not the name of a setting: for some rooms there are")
                .contains("parley.outbox.age is \"10s\", but must be an ISO 8601 duration from");
    }

    @Test
    void changed_settings_count() throws Exception {
        Server server = Archives.server(CHANGED);
        deployer.deploy(CHANGED);
        try (Client ann = server.plain()) {
            JsonObject connected = ann.receivesConnected();
            assertThat(connected.getJsonObject("limits").getInt("textChars")).isEqualTo(10);
            ann.sends("{'type':'message','text':'0123456789'}");
            ann.receives("{'type':'message','room':'hall','text':'0123456789'}");
            ann.sends("{'type':'message','text':'0123456789!'}");
            ann.receivesError("too_large", "10");

            assertThat(answerTo(server, "https://chat.example")).isEqualTo(426);
            assertThat(answerTo(server, "https://other.example")).isEqualTo(403);
        } finally {
            deployer.undeploy(CHANGED);
        }
    }

    @Test
    void a_key_that_is_none_fails_the_deployment_and_stays_as_it_is() throws IOException {
        Path folder = Files.createDirectories(DATA.resolve(BAD_KEY));
        Path key = folder.resolve(KeyFile.FILE_NAME);
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "short");

        assertThat(Archives.failureOf(deployer, BAD_KEY))
                .contains("The key file of guest tokens, " + key)
                .contains("it does not have 32 bytes");
        assertThat(key).hasContent("short");
    }

    @Test
    void a_guest_is_the_same_user_after_the_application_was_deployed_again() {
        Server server = Archives.server(LASTING);
        String token;
        deployer.deploy(LASTING);
        try (Client ann = server.full("ann")) {
            token = ann.receives("{'type':'connected','user':'ann'}").getString("guest");
        } finally {
            deployer.undeploy(LASTING);
        }

        deployer.deploy(LASTING);
        try (Client other = server.full("bob");
                Client ann = Client.connect(server.socket("chat"), "parley.v1", "parley.guest." + token)) {
            other.receives("{'type':'connected','user':'bob'}");
            JsonObject connected = ann.receives("{'type':'connected','user':'ann'}");
            assertThat(connected.getString("guest"))
                    .as("it says the same id and name")
                    .isEqualTo(token);
        } finally {
            deployer.undeploy(LASTING);
        }
    }

    /** How a page of that origin is answered, where it asks what a handshake would get. */
    private int answerTo(Server server, String origin) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(server.page("chat"))
                .header("Origin", origin)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return HttpClient.newHttpClient()
                .send(question, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
