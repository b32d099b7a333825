package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a peer sees of a close, most of all one that we begin, where the server lets us have a hold on its connections:
 * the protocol document, section 7, "What a peer sees"; RFC 6455, sections 5.5.1 and 7.1.1. One connection may be open
 * at a time, so that a handshake tells whether the last one is gone.
 */
@ExtendWith(ArquillianExtension.class)
class LingeringCloseIT {

    private static final int BINARY = 2;
    private static final int RESERVED = 3;
    private static final byte[] NORMAL = {3, (byte) 0xE8};
    private static final byte[] MUCH = new byte[16 * 1024];
    private static final int SMALL_BUFFER_BYTES = 4096;

    /** Messages that a line with such a buffer does not take, and an outbox does. */
    private static final int FULL = 500;

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive narrow() {
        return Archives.configured(
                "parley.limits.connections=1",
                "parley.limits.handshakes=0",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.byte-rate=0",
                "parley.outbox.bytes=16777216");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @Test
    void input_is_thrown_away_until_the_peer_closes_and_then_the_connection_is_gone() {
        try (RawSocket peer = closedBy(BINARY, 1003)) {
            for (int i = 0; i < 20; i++) {
                peer.sendsFrame(true, RawSocket.TEXT, MUCH);
            }
            assertThat(new Knock(server).answer().status())
                    .as("it is still there")
                    .isEqualTo(503);

            peer.sendsFrame(true, RawSocket.CLOSE, NORMAL);

            isGone();
        }
    }

    /** It waits for the one as long as it may, and for the other as long as that takes. */
    @Test
    void a_peer_that_does_not_close_is_dropped_after_a_while_and_one_that_does_once_it_can_have_heard_why() {
        long waiting;
        try (RawSocket peer = closedBy(BINARY, 1003)) {
            waiting = nanosUntilGone();
            peer.readsToTheEnd();
        }
        for (int[] refused : new int[][] {{BINARY, 1003}, {RESERVED, 1002}}) {
            try (RawSocket peer = closedBy(refused[0], refused[1])) {
                peer.sendsFrame(true, RawSocket.CLOSE, NORMAL);

                assertThat(nanosUntilGone()).isLessThan(waiting / 2);
            }
        }
        // What was to be said before has as long, so that is over, and the rest is not
        hearsWhyThoughItReadsLate(waiting * 5 / 4);
    }

    /** What it has not read fills its line: our close frame waits for it, and with that the end of the connection. */
    private void hearsWhyThoughItReadsLate(long nanos) {
        isGone();
        URI page = server.page("chat/loud");
        try (RawSocket peer = RawSocket.connect(page, SMALL_BUFFER_BYTES)) {
            peer.sendsHandshake(page).readsHead();
            byte[] text =
                    ("{\"type\":\"message\",\"text\":\"" + "x".repeat(16_000) + "\"}").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < FULL; i++) {
                peer.sendsFrame(true, RawSocket.TEXT, text);
            }
            peer.sendsFrame(true, BINARY, new byte[] {1});
            peer.sendsFrame(true, RawSocket.CLOSE, NORMAL);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                new Knock(server).answer(Knock.NO_UPGRADE);
            }

            assertThat(peer.readsClose().closeCode()).isEqualTo(1003);
        }
    }

    private long nanosUntilGone() {
        long start = System.nanoTime();
        isGone();
        return System.nanoTime() - start;
    }

    @Test
    void a_peer_that_closes_first_and_keeps_its_socket_is_dropped_after_a_while() {
        try (RawSocket peer = opened()) {
            peer.sendsFrame(true, RawSocket.CLOSE, NORMAL);
            assertThat(peer.readsClose().closeCode()).isEqualTo(1000);
            peer.readsToTheEnd();

            isGone();
        }
    }

    @Test
    void a_peer_that_only_goes_on_sending_is_dropped() {
        try (RawSocket peer = closedBy(BINARY, 1003)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            peer.sendsFrame(true, RawSocket.TEXT, MUCH);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseInstanceOf(SocketException.class);
            isGone();
        }
    }

    @Test
    void a_frame_that_breaks_a_rule_is_refused_before_the_server_sees_it_and_what_came_before_is_answered() {
        try (RawSocket peer = opened()) {
            peer.sendsFrame(true, RawSocket.PING, "hi".getBytes(StandardCharsets.UTF_8));
            RawSocket.Frame pong = peer.readsFrame();
            while (pong.opcode() != RawSocket.PONG) {
                pong = peer.readsFrame();
            }
            assertThat(pong.text()).isEqualTo("hi");

            peer.sendsFrame(true, RESERVED, new byte[0]);

            RawSocket.Frame close = peer.readsClose();
            assertThat(close.closeCode()).isEqualTo(1002);
            assertThat(close.closeReason()).isEqualTo("reserved opcode");
        }
        isGone();
    }

    /** A peer that has read the server's close frame and the end of its output, and has not closed itself. */
    private RawSocket closedBy(int opcode, int code) {
        RawSocket peer = opened();
        peer.sendsFrame(true, opcode, new byte[] {1});
        assertThat(peer.readsClose().closeCode()).isEqualTo(code);
        peer.readsToTheEnd();
        return peer;
    }

    private RawSocket opened() {
        isGone();
        return RawSocket.opened(server.page("chat"));
    }

    /** The place of the last connection is free: waits for that. */
    private void isGone() {
        long end = System.nanoTime() + Inspector.PATIENCE.toNanos();
        int status = new Knock(server).answer(Knock.NO_UPGRADE).status();
        while (status == 503 && System.nanoTime() < end) {
            status = new Knock(server).answer(Knock.NO_UPGRADE).status();
        }
        assertThat(status).as("426: a handshake would do").isEqualTo(426);
    }
}
