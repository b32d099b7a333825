package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Routes;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.session.FakeThread;
import io.parley.session.Outlet;
import io.parley.session.Wire;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TyrusWireTest {

    private static final byte[] TEXT = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    private static final int MOST_ANSWERS = 64;
    private static final byte[] UNMASKED = {(byte) 0x89, 0};
    private static final CloseReason DONE = CloseReason.of(CloseCode.NORMAL);
    private static final byte[] CLOSE = FrameWriter.close(DONE.code().code(), DONE.text());

    private final List<String> told = new ArrayList<>();
    private final FakeInput input = new FakeInput();
    private final FakeOutput output = new FakeOutput();
    private final FakeLink link = new FakeLink();
    private final TyrusWire wire = new TyrusWire(
            link,
            new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of(new FrameInspector() {
                @Override
                public void gone() {
                    told.add("inspectors: gone");
                }
            })),
            new Outlet(FakeThread.awake(link)));
    private final Tyrus tyrus = new Tyrus();
    private final Upgraded upgraded = new Upgraded();

    @Test
    void a_handshake_that_is_refused_ends_the_hold() {
        wire.begin();
        link.breaks();

        assertThat(told).containsExactly("inspectors: gone");
    }

    @Test
    void what_came_before_a_refusal_is_worked_off_before_that_is_told() {
        input.comes(TEXT, UNMASKED);

        begin();

        assertThat(told).containsExactly("tyrus: 8 bytes", "refused 1002");
    }

    /** What that leads to has bounds of its own. */
    @Test
    void a_peer_that_does_not_read_is_heard() {
        begin();
        output.isFull();

        input.comes(TEXT);

        assertThat(told).containsExactly("tyrus: 8 bytes");
    }

    @Test
    void a_peer_is_read_no_longer_while_too_many_answers_to_its_pings_wait() throws IOException {
        begin();
        output.isFull();
        for (int i = 0; i < MOST_ANSWERS; i++) {
            input.comes(PING);
        }
        told.clear();

        input.comes(TEXT);
        assertThat(told).isEmpty();
        output.hasRoomAgain();

        assertThat(told).containsExactly("tyrus: 8 bytes");
    }

    @Test
    void answers_that_have_left_are_none_that_wait() throws IOException {
        begin();
        for (int i = 0; i < MOST_ANSWERS; i++) {
            input.comes(PING);
        }
        tyrus.writes(FrameWriter.frame(Opcode.PONG, new byte[0]));
        output.isFull();
        told.clear();

        input.comes(TEXT);

        assertThat(told).containsExactly("tyrus: 8 bytes");
    }

    @Test
    void our_close_frame_goes_out_the_output_is_shut_and_the_peer_has_five_seconds() {
        begin();

        wire.close(DONE);
        wire.close(CloseReason.of(CloseCode.GOING_AWAY));

        assertThat(output.written()).isEqualTo(CLOSE);
        assertThat(link.calls()).containsExactly("keep nothing", "drop after 5", "shut output");
    }

    @Test
    void tyrus_cannot_cut_our_close_short() throws Exception {
        begin();
        wire.close(DONE);

        tyrus.closes();

        assertThat(upgraded.closed).isFalse();
        link.breaks();
        assertThat(upgraded.closed).isTrue();
        assertThat(told).containsExactlyInAnyOrder("inspectors: gone", "tyrus: destroyed");
    }

    @Test
    void where_tyrus_closes_the_peer_has_as_long_to_read_that() throws Exception {
        begin();
        output.isFull();
        tyrus.writes(FrameWriter.close(1000, ""));

        tyrus.closes();
        assertThat(link.calls()).containsExactly("keep nothing", "drop after 5");
        output.hasRoomAgain();

        assertThat(link.calls()).containsExactly("keep nothing", "drop after 5", "shut output", "close");
    }

    /** It has seen ours, then, or it is on its way. */
    @Test
    void our_close_frame_leaves_though_the_peer_closes_while_it_is_held() throws IOException {
        begin();
        output.isFull();
        wire.close(DONE);

        input.comes(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
        assertThat(link.calls()).doesNotContain("close");
        output.hasRoomAgain();

        assertThat(output.written()).isEqualTo(CLOSE);
        assertThat(link.calls()).endsWith("shut output", "close");
    }

    @Test
    void a_request_ends_with_its_connection_though_tyrus_could_not_begin() {
        tyrus.fault = new AssertionError("a fault of the server's");
        assertThatThrownBy(this::begin).isSameAs(tyrus.fault);

        link.breaks();

        assertThat(upgraded.closed).isTrue();
    }

    /** Tyrus forgets a session that is to be closed before it is open. */
    @Test
    void a_connection_that_is_gone_within_the_beginning_ends_behind_it() {
        tyrus.meanwhile = link::breaks;

        begin();

        assertThat(told).containsSubsequence("tyrus: begun", "tyrus: destroyed");
        assertThat(upgraded.closed).isTrue();
    }

    /** The server uses a request that has ended for other connections at once. */
    @Test
    void the_request_does_not_end_before_the_connection_has() throws Exception {
        begin();

        tyrus.closes();
        assertThat(upgraded.closed).isFalse();
        assertThat(told).isEmpty();
        link.breaks();

        assertThat(upgraded.closed).isTrue();
        assertThat(told).containsExactlyInAnyOrder("inspectors: gone", "tyrus: destroyed");
    }

    @Test
    void a_connection_that_breaks_is_told_to_everybody_once_and_its_streams_are_left_alone() throws Exception {
        begin();
        wire.whenGone(() -> told.add("gone"));

        link.breaks();
        link.breaks();

        assertThat(told).containsExactlyInAnyOrder("inspectors: gone", "tyrus: destroyed", "gone");
        tyrus.writes(FrameWriter.frame(Opcode.TEXT, new byte[1]));
        assertThat(output.written()).isEmpty();
        input.comes(TEXT);
        assertThat(input.available()).isEqualTo(TEXT.length);
    }

    @Test
    void a_close_before_the_upgrade_drops_the_connection() {
        wire.close(DONE);

        assertThat(link.calls()).containsExactly("drop");
    }

    private void begin() {
        HeldUpgrade upgrade = new HeldUpgrade();
        upgrade.hold(wire, tyrus);
        wire.begin();
        upgraded.handler = upgrade;
        upgrade.init(upgraded);
    }

    /** The server's connection. */
    private final class Upgraded implements WebConnection {

        private @Nullable HttpUpgradeHandler handler;
        private boolean closed;

        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return output;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                Objects.requireNonNull(handler).destroy();
            }
        }
    }

    /** Tyrus' handler, which opens its session in the beginning. */
    private final class Tyrus implements HttpUpgradeHandler, ReadListener {

        private @Nullable WebConnection connection;
        private @Nullable Error fault;
        private @Nullable Runnable meanwhile;

        @Override
        public void init(WebConnection given) {
            if (fault != null) {
                throw fault;
            }
            connection = given;
            if (meanwhile != null) {
                meanwhile.run();
                told.add("tyrus: begun");
            }
            try {
                given.getInputStream().setReadListener(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            wire.watch(new Wire.Watch() {
                @Override
                public void frameSeen() {}

                @Override
                public void pong(ByteBuffer payload) {
                    told.add("pong");
                }

                @Override
                public void refused(CloseReason reason) {
                    told.add("refused " + reason.code().code());
                }
            });
        }

        void writes(byte[] frame) throws IOException {
            Objects.requireNonNull(connection).getOutputStream().write(frame);
        }

        void closes() throws Exception {
            Objects.requireNonNull(connection).close();
        }

        @Override
        public void onDataAvailable() throws IOException {
            ServletInputStream in = Objects.requireNonNull(connection).getInputStream();
            told.add("tyrus: " + in.read(new byte[in.available()]) + " bytes");
        }

        @Override
        public void onAllDataRead() {
            told.add("tyrus: all read");
        }

        @Override
        public void onError(Throwable failure) {
            told.add("tyrus: failed");
        }

        @Override
        public void destroy() {
            told.add("tyrus: destroyed");
        }
    }
}
