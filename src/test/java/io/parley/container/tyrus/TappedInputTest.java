package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameViolationException;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Routes;
import jakarta.servlet.ReadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TappedInputTest {

    private static final byte[] TEXT = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] UNMASKED = {(byte) 0x89, 0};

    private final List<String> told = new ArrayList<>();
    private final FakeInput server = new FakeInput();
    private boolean mayAnswer = true;
    private final TappedInput input = new TappedInput(
            server,
            new Inflow(
                    new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).inbound(0),
                    new Told()),
            () -> mayAnswer,
            new TappedInput.Listener(() -> told.add("turn"), () -> told.add("enough"), () -> told.add("broken")));
    private final Tyrus tyrus = new Tyrus();

    @Test
    void what_came_behind_the_handshake_is_read_at_once_and_then_more_is_asked_for() {
        server.comes(TEXT);

        begin();

        assertThat(tyrus.read()).isEqualTo(TEXT);
        assertThat(server.isAsked()).isTrue();
        assertThat(told).containsExactly("frames", "turn");
    }

    @Test
    void frames_pass_in_whatever_pieces_they_come() {
        begin();
        for (byte one : TEXT) {
            server.comes(new byte[] {one});
        }

        assertThat(tyrus.read()).isEqualTo(TEXT);
        assertThat(told).containsOnlyOnce("frames").doesNotContain("refused CLIENT_MASKS");
    }

    @Test
    void more_messages_than_may_wait_elsewhere_pass_in_one_piece() {
        byte[][] messages = new byte[200][];
        Arrays.fill(messages, TEXT);
        server.comes(messages);

        begin();

        assertThat(tyrus.read()).isEqualTo(joined(messages));
    }

    /** Tyrus keeps answers to pings without a bound. */
    @Test
    void while_it_may_not_be_answered_nothing_is_read() {
        begin();
        mayAnswer = false;
        server.comes(TEXT);
        assertThat(tyrus.read()).isEmpty();

        mayAnswer = true;
        input.goOn();

        assertThat(tyrus.read()).isEqualTo(TEXT);
        server.comes(TEXT);
        assertThat(tyrus.read()).isEqualTo(joined(TEXT, TEXT));
        input.goOn();
        assertThat(tyrus.read()).as("nobody waited").isEqualTo(joined(TEXT, TEXT));
    }

    @Test
    void what_waits_for_the_output_is_thrown_away_when_we_close() {
        begin();
        mayAnswer = false;
        server.comes(TEXT);

        input.discard();

        assertThat(tyrus.read()).isEmpty();
        assertThat(server.isAsked()).isTrue();
    }

    @Test
    void a_frame_that_breaks_a_rule_does_not_pass_and_then_nobody_reads_until_we_close() {
        begin();
        server.comes(TEXT, UNMASKED, TEXT);

        assertThat(tyrus.read()).isEqualTo(TEXT);
        assertThat(told).containsExactly("refused CLIENT_MASKS", "frames", "turn");
        assertThat(server.isAsked()).isFalse();
        server.comes(TEXT);

        input.discard();

        assertThat(server.available()).as("thrown away").isZero();
        assertThat(server.isAsked()).as("and what comes will be, too").isTrue();
        assertThat(tyrus.read()).isEqualTo(TEXT);
    }

    @Test
    void what_comes_when_we_have_closed_is_thrown_away_until_the_peer_closes() {
        begin();
        input.discard();
        assertThat(told).isEmpty();

        server.comes(TEXT);
        assertThat(told).containsExactly("frames");
        server.comes(TEXT, CLOSE);

        assertThat(told).containsExactly("frames", "frames", "enough");
        assertThat(server.isAsked()).isFalse();
        assertThat(tyrus.read()).isEmpty();
    }

    @Test
    void a_peer_that_has_closed_already_is_not_waited_for() {
        begin();
        server.comes(CLOSE);

        input.discard();

        assertThat(told).containsExactly("frames", "turn", "enough");
    }

    @Test
    void a_peer_that_does_not_stop_is_read_no_longer_after_a_mebibyte() {
        begin();
        input.discard();
        byte[] much = {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0};

        server.comes(much, new byte[(1 << 20) - much.length - 1]);
        assertThat(told).doesNotContain("enough");
        server.comes(new byte[2]);

        assertThat(told).containsOnlyOnce("enough");
        assertThat(server.isAsked()).isFalse();
    }

    @Test
    void a_close_on_the_reading_thread_takes_effect_at_once() {
        tyrus.then = input::discard;
        begin();
        server.comes(TEXT);
        server.comes(CLOSE);

        assertThat(tyrus.read()).isEqualTo(TEXT);
        assertThat(told).containsExactly("frames", "turn", "frames", "enough");
    }

    @Test
    void a_stream_that_was_taken_back_is_not_touched() throws IOException {
        begin();
        input.end();

        server.comes(TEXT);

        assertThat(input.available()).isZero();
        assertThat(server.available()).isEqualTo(TEXT.length);
        assertThat(server.isAsked()).isFalse();
    }

    private void begin() {
        input.setReadListener(tyrus);
        input.begin();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** Reads as Tyrus does: what it believes to be there, in one array. */
    private final class Tyrus implements ReadListener {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private Runnable then = () -> {};

        byte[] read() {
            return all.toByteArray();
        }

        @Override
        public void onDataAvailable() {
            try {
                do {
                    byte[] data = new byte[Math.max(input.available(), 1)];
                    all.write(data, 0, input.read(data));
                } while (input.isReady());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            then.run();
        }

        @Override
        public void onAllDataRead() {
            told.add("all read");
        }

        @Override
        public void onError(Throwable failure) {
            told.add("failed");
        }
    }

    private final class Told implements Inflow.Listener {
        @Override
        public void framesSeen() {
            told.add("frames");
        }

        @Override
        public void pong(ByteBuffer payload) {
            told.add("pong");
        }

        @Override
        public void refused(FrameViolationException refusal) {
            told.add("refused " + refusal.rule());
        }
    }
}
