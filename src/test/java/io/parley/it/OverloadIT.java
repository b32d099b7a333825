package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server for which too much waits (the protocol document, sections 7 and 8): 503, no history, and then 1013. */
@ExtendWith(ArquillianExtension.class)
class OverloadIT {

    private static final int UNAVAILABLE = 503;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int STALLED = 4;

    /** What a server looks at once a second has to be asked for more often than that. */
    private static final int MESSAGES_BETWEEN_QUESTIONS = 20;

    private static final String TEXT = "x".repeat(16_000);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive littleMayWait() {
        return Archives.configured(
                "parley.outbox.bytes=268435456",
                "parley.outbox.age=PT1H",
                "parley.overload.outboxes=1048576",
                "parley.presence.grace=PT0S",
                "parley.keepalive.ping=PT5M",
                "parley.frames.byte-rate=0",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.byte-rate=0",
                "parley.limits.handshakes=0");
    }

    @Test
    void nobody_new_is_admitted_no_history_is_read_and_who_costs_the_most_goes() throws IOException {
        Server server = new Server(deployed);
        List<StalledReader> stalled = new ArrayList<>();
        try (Client ann = server.member("ann", "hall")) {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(new StalledReader(server.socket("chat/hall?name=slow" + i)));
            }
            while (status(server) != UNAVAILABLE) {
                says(ann);
            }
            ann.sends("{'type':'history','room':'hall','ref':'h'}").receivesError("unavailable", "too much to do");

            String gone = firstToLeave(ann);
            StalledReader shed = stalled.get(Integer.parseInt(gone.substring("slow".length())));
            shed.readsToTheEnd().closeCode().ifPresent(code -> assertThat(code).isEqualTo(TRY_AGAIN_LATER));
            assertThat(ann.says("hall", "still here").getString("text")).isEqualTo("still here");
        } finally {
            for (StalledReader reader : stalled) {
                reader.close();
            }
        }
    }

    private static String firstToLeave(Client ann) {
        JsonObject event = ann.next();
        while (!event.containsKey("left")) {
            event = ann.next();
        }
        return event.getJsonArray("left").getString(0);
    }

    private static int status(Server server) {
        return new Knock(server).answer(Knock.NO_UPGRADE).status();
    }

    private static void says(Client ann) {
        for (int i = 0; i < MESSAGES_BETWEEN_QUESTIONS; i++) {
            ann.sends("{'type':'message','text':'" + TEXT + "'}");
            ann.waitsFor("{'type':'message','from':'ann'}");
        }
    }
}
