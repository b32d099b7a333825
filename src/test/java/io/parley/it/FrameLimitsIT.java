package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.RawFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 6455, section 10.4: what frames may take, as a client meets it. */
@ExtendWith(ArquillianExtension.class)
class FrameLimitsIT {

    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int MORE = 0x00;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final byte[] WORD = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    @ArquillianResource
    private URI deployed;

    private Server server;
    private RawSocket socket;

    @Deployment(testable = false)
    static WebArchive strict() {
        return Inspector.in(
                "parley.frames.bytes=20000",
                "parley.frames.fragments=5",
                "parley.frames.empty=2",
                "parley.frames.control-rate=10",
                "parley.frames.rate=40",
                "parley.frames.byte-rate=131072",
                "parley.frames.time=PT0.5S",
                "parley.frames.message-time=PT1S");
    }

    @BeforeEach
    void open() {
        server = new Server(deployed);
        socket = RawSocket.opened(server.page("chat"));
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private static byte[] frame(int firstByte, byte... payload) {
        return RawFrame.of(firstByte, RawFrame.KEY, payload).bytes();
    }

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /** In one piece, so that they come at once. */
    private void sends(int frames, IntFunction<byte[]> frame) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < frames; i++) {
            all.writeBytes(frame.apply(i));
        }
        socket.sendsBytes(all.toByteArray());
    }

    private void isClosed(int code, String reason) {
        RawSocket.Frame close = socket.readsClose();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(close.closeReason()).isEqualTo(reason);
        socket.readsToTheEnd();
    }

    @Test
    void a_frame_that_announces_too_much_is_refused_before_it_has_come() {
        socket.sendsBytes(RawFrame.header(TEXT, RawFrame.KEY, 20_001).bytes());

        isClosed(1009, "a frame has at most 20000 bytes");
    }

    @Test
    void a_message_is_refused_with_the_frame_that_announces_too_much() {
        byte[] tooMuch = RawFrame.header(MORE, RawFrame.KEY, 5537).bytes();
        sends(4, i -> i == 3 ? tooMuch : frame(i == 0 ? TEXT_BEGINS : MORE, spaces(20_000)));

        isClosed(1009, "a message has at most 65536 bytes");
    }

    @Test
    void a_message_in_too_many_fragments_is_refused() {
        sends(6, i -> frame(i == 0 ? TEXT_BEGINS : MORE, spaces(1)));

        isClosed(1008, "message in too many fragments");
    }

    @Test
    void fragments_without_anything_in_them_are_refused() {
        sends(3, i -> frame(i == 0 ? TEXT_BEGINS : MORE));

        isClosed(1008, "too many empty fragments in a row");
    }

    @Test
    void a_flood_of_pings_is_refused() {
        sends(40, i -> frame(PING));

        isClosed(1008, "too many control frames a second");
    }

    @Test
    void a_flood_of_pongs_is_refused() {
        sends(40, i -> frame(PONG));

        isClosed(1008, "too many control frames a second");
    }

    @Test
    void a_flood_of_messages_is_refused() {
        sends(160, i -> frame(TEXT, WORD));

        isClosed(1008, "too many frames a second");
    }

    @Test
    void a_flood_of_bytes_is_refused() {
        sends(14, i -> frame(TEXT, spaces(20_000)));

        isClosed(1008, "too many bytes a second");
    }

    @Test
    void a_frame_byte_by_byte_is_refused_when_it_takes_too_long() {
        socket.sendsBytes(RawFrame.header(TEXT, RawFrame.KEY, 20_000).bytes());

        goesOnUntilClosed(
                50,
                new byte[] {(byte) (' ' ^ 0x81)},
                new byte[] {(byte) (' ' ^ 0x42)},
                new byte[] {(byte) (' ' ^ 0xC3)},
                new byte[] {(byte) (' ' ^ 0xF7)});

        isClosed(1008, "frame takes too long");
    }

    @Test
    void a_message_that_never_ends_is_refused_when_it_takes_too_long() {
        socket.sendsBytes(frame(TEXT_BEGINS, spaces(1)));

        goesOnUntilClosed(300, frame(PONG));

        isClosed(1008, "message takes too long");
    }

    /**
     * Sends these in turn, one whenever the server has said nothing for so long, and stops when it says goodbye. A ping
     * that it sends meanwhile is none.
     */
    private void goesOnUntilClosed(int millis, byte[]... turns) {
        assertThat(socket.readsText()).contains("connected");
        RawSocket.Frame said;
        int sent = 0;
        do {
            for (; !socket.hears(millis); sent++) {
                socket.sendsBytes(turns[sent % turns.length]);
            }
            said = socket.readsFrame();
        } while (said.opcode() == RawSocket.PING);
        assertThat(said.text()).contains("\"closing\",\"code\":1008");
    }

    private ByteBuffer pongBehindPings() {
        RawSocket.Frame frame = socket.readsFrame();
        while (frame.opcode() == RawSocket.PING) {
            frame = socket.readsFrame();
        }
        assertThat(frame.opcode()).isEqualTo(RawSocket.PONG);
        return frame.payload();
    }

    @Test
    void frames_are_counted_for_each_connection_and_in_all() {
        Inspector inspector = new Inspector(server);
        String id = Client.json(socket.readsText()).getString("id");
        socket.sendsBytes(frame(TEXT, WORD));
        assertThat(socket.readsText()).contains("pong");
        socket.sendsBytes(frame(PING, (byte) 'x', (byte) 'y'));
        assertThat(pongBehindPings().remaining()).isEqualTo(2);

        assertThat(inspector.frames("id=" + id, counts -> counts.contains("out PONG 1 frames 2 bytes")))
                .contains("in TEXT 1 frames " + WORD.length + " bytes", "in PING 1 frames 2 bytes")
                .contains("out TEXT 2 frames")
                .contains("in messages 1", "refusals {}");

        socket.sendsBytes(frame(0x83));
        isClosed(1002, "reserved opcode");
        assertThat(inspector.frames("all")).contains("RESERVED_OPCODE=");
    }
}
