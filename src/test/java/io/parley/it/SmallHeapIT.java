package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.RawFrame;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A server with a heap of 128 MiB, with all limits of a pace taken away; WildFly, since Payara needs more to start. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class SmallHeapIT {

    private static final int FLOODERS = 6;
    private static final int TALKS = 50;
    private static final long BYTES_EACH = 24L << 20;

    private static OwnServer own;

    @BeforeAll
    static void start() throws IOException {
        own = new OwnServer(
                "small-heap",
                128,
                "-Dparley.frames.rate=0",
                "-Dparley.frames.control-rate=0",
                "-Dparley.frames.byte-rate=1073741824",
                "-Dparley.frames.fragments=0",
                "-Dparley.limits.rate=0",
                "-Dparley.limits.user-rate=0",
                "-Dparley.limits.typing-rate=0",
                "-Dparley.limits.byte-rate=0",
                "-Dparley.limits.handshakes=0");
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    void an_endless_stream_of_messages_is_held_back_and_others_are_served() {
        try (Flood flood = new Flood();
                Client ann = own.server().member("ann", "hall")) {
            for (int i = 0; i < FLOODERS; i++) {
                flood.begins(
                        RawSocket.opened(own.server().page("chat/flood" + i), "Sec-WebSocket-Protocol: parley.v1"),
                        Flood.heavy("flood" + i),
                        BYTES_EACH);
            }
            talks(ann);
            flood.ends();

            assertThat(flood.taken()).as("bytes taken").allMatch(bytes -> bytes >= BYTES_EACH);
        }
    }

    @Test
    void an_endless_message_is_closed_and_others_are_served() {
        try (Flood flood = new Flood();
                Client bob = own.server().member("bob", "hall")) {
            for (int i = 0; i < FLOODERS; i++) {
                RawSocket socket = RawSocket.opened(own.server().page("chat"));
                socket.sendsBytes(RawFrame.of(0x01, RawFrame.KEY, (byte) ' ').bytes());
                flood.begins(socket, Flood.frame(0x00, " "), BYTES_EACH);
            }
            talks(bob);
            flood.ends();

            assertThat(flood.taken()).as("bytes taken").allMatch(bytes -> bytes < BYTES_EACH);
        }
    }

    private static void talks(Client client) {
        for (int i = 0; i < TALKS; i++) {
            client.sends("{'type':'message','text':'" + i + "'}");
            client.waitsFor("{'type':'message','text':'" + i + "'}");
        }
    }
}
