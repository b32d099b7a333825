package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.guest.KeyFile;
import io.parley.it.journal.Verdict;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers, one PostgreSQL: each room is one log, whichever server somebody is at, and whoever changes servers
 * misses nothing. They have the key of guest tokens in common, so that a guest is the same user at both.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class TwoServersIT {

    private static final int CLIENTS = 12;
    private static final int STRIKES = 4;

    @TempDir
    private static Path folder;

    private static OwnPostgres postgres;
    private static List<OwnServer> servers = List.of();

    @BeforeAll
    static void start() throws Exception {
        postgres = new OwnPostgres(folder.resolve("data"));
        new KeyFile(folder.resolve("0")).readOrMake();
        servers = Crowd.all(2, TwoServersIT::server);
    }

    private static OwnServer server(int number) throws Exception {
        Path ofServer = Files.createDirectories(folder.resolve("server" + number));
        Path data = Files.createDirectories(folder.resolve(Integer.toString(number)));
        if (number > 0) {
            Path key = folder.resolve("0").resolve(KeyFile.FILE_NAME);
            Files.copy(key, data.resolve(KeyFile.FILE_NAME), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return postgres.server("two-servers-" + number, ofServer, "-Dparley.data.dir=" + data);
    }

    @AfterAll
    static void stop() throws IOException {
        servers.forEach(OwnServer::close);
        postgres.close();
    }

    @Test
    void all_who_talk_at_either_server_and_change_servers_share_one_order() throws Exception {
        try (Server one = servers.get(0).server();
                Server other = servers.get(1).server()) {
            Ordeal ordeal = new Ordeal(List.of(one, other), new Gate(), CLIENTS);
            Verdict verdict = ordeal.with(STRIKES, ordeal::cutsSome);

            CrashIT.isClean(ordeal, verdict);
            assertThat(verdict.recoveries()).as("recoveries").isPositive();
        }
    }

    @Test
    void a_key_that_one_server_has_stored_the_other_answers_with_the_same_place() throws Exception {
        try (Server one = servers.get(0).server();
                Server other = servers.get(1).server()) {
            Client here = one.full("Keyed");
            String token = here.receivesConnected().getString("guest");
            here.joins("keyed");
            here.sends("{'type':'message','room':'keyed','text':'once','id':'k','ref':'1'}");
            JsonObject first = here.waitsFor("{'type':'ack','ref':'1'}");
            long stored = postgres.entries();

            Client there = other.returning(token);
            there.receivesConnected();
            there.joins("keyed");
            there.sends("{'type':'message','room':'keyed','text':'once','id':'k','ref':'2'}");
            JsonObject second = there.waitsFor("{'type':'ack','ref':'2'}");

            assertThat(second).containsEntry("seq", first.get("seq")).containsEntry("sentAt", first.get("sentAt"));
            assertThat(second.getBoolean("duplicate")).isTrue();
            assertThat(postgres.entries()).isEqualTo(stored);
        }
    }
}
