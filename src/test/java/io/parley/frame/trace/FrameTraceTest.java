package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.RawFrame;
import io.parley.frame.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FrameTraceTest {

    private static final int FIN_TEXT = 0x81;
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00.123456Z");

    private final Travelling connection = new Travelling();

    private FrameTrace traced(int frames, int payloadBytes) {
        FrameTrace trace = new FrameTrace(new TraceSize(frames, payloadBytes), () -> NOW, Secrets.NONE);
        assertThat(connection.inspection().add(trace)).isTrue();
        return trace;
    }

    private static List<TracedFrame> all(FrameTrace trace) {
        return trace.after(0, Integer.MAX_VALUE).frames();
    }

    private static List<String> payloads(FrameTrace trace) {
        return all(trace).stream()
                .map(frame -> StandardCharsets.UTF_8.decode(frame.payload().duplicate()))
                .map(CharSequence::toString)
                .toList();
    }

    @Test
    void frames_are_kept_both_ways_in_the_order_in_which_they_were_over() {
        FrameTrace trace = traced(10, 100);

        connection.comes(0x01, "Hel");
        connection.goes(Opcode.PING, "p");
        connection.comes(0x80, "lo");

        List<TracedFrame> frames = all(trace);
        assertThat(frames).extracting(TracedFrame::number).containsExactly(1L, 2L, 3L);
        assertThat(frames)
                .extracting(TracedFrame::way)
                .containsExactly(Direction.CLIENT_TO_SERVER, Direction.SERVER_TO_CLIENT, Direction.CLIENT_TO_SERVER);
        assertThat(frames).extracting(TracedFrame::time).containsOnly(NOW);
        assertThat(frames)
                .extracting(frame -> frame.header().opcode())
                .containsExactly(Opcode.TEXT, Opcode.PING, Opcode.CONTINUATION);
        assertThat(frames).extracting(frame -> frame.header().fin()).containsExactly(false, true, true);
        assertThat(frames)
                .extracting(frame -> frame.header().key())
                .containsExactly(RawFrame.KEY, OptionalInt.empty(), RawFrame.KEY);
        assertThat(frames).extracting(frame -> frame.header().payloadLength()).containsExactly(3L, 1L, 2L);
        assertThat(payloads(trace)).containsExactly("Hel", "p", "lo");
    }

    @Test
    void what_comes_to_its_end_behind_the_end_of_the_connection_is_not_kept() {
        FrameTrace trace = traced(10, 100);
        byte[] late = RawFrame.of(FIN_TEXT, RawFrame.KEY, new byte[] {'a', 'b'}).bytes();
        connection.comes(FIN_TEXT, "in time");
        connection.comes(Arrays.copyOf(late, late.length - 1));
        connection.inspection().gone();
        FrameTrace.Excerpt end = trace.after(0, 10);

        connection.comes(late[late.length - 1]);
        connection.goes(Opcode.CLOSE, "");
        connection.comes(0x83, "refused");

        assertThat(payloads(trace)).containsExactly("in time");
        assertThat(trace.after(0, 0).count()).isEqualTo(end.count());
        assertThat(trace.after(0, 0).refusal()).isEmpty();
    }

    @Test
    void a_header_is_kept_bit_by_bit() {
        for (int first = 0; first < 256; first++) {
            FrameRing ring = new FrameRing(new TraceSize(1, 0), Secrets.NONE);
            FrameUnderWay frame = new FrameUnderWay(new TraceSize(1, 0));
            io.parley.frame.HeaderSnapshot header = new io.parley.frame.HeaderSnapshot(
                    (first & 0x80) != 0,
                    first >> 4 & 7,
                    Opcode.of(first),
                    OptionalInt.of(-first),
                    Long.MAX_VALUE - first);

            frame.begin(NOW, header);
            ring.add(Direction.CLIENT_TO_SERVER, frame);

            assertThat(ring.after(0, 1)).extracting(TracedFrame::header).containsExactly(header);
        }
    }

    @Test
    void of_a_payload_the_first_bytes_are_kept_in_clear_however_it_comes() {
        FrameTrace trace = traced(10, 4);

        for (byte one : RawFrame.of(FIN_TEXT, RawFrame.KEY, "abcdef".getBytes(StandardCharsets.UTF_8))
                .bytes()) {
            connection.comes(one);
        }
        connection.comes(FIN_TEXT, "ab");

        assertThat(payloads(trace)).containsExactly("abcd", "ab");
    }

    @Test
    void where_no_payload_is_to_be_kept_only_the_codes_of_close_frames_are() {
        FrameTrace trace = traced(10, 0);

        connection.comes(FIN_TEXT, "secret");
        connection.goes(Opcode.CLOSE, "\u0003\u0011secret");

        assertThat(payloads(trace)).containsExactly("", "\u0003\u0011");
        assertThat(all(trace).get(1).header().payloadLength()).isEqualTo(8);
    }

    @Test
    void the_newest_take_the_place_of_the_oldest_and_keep_their_numbers() {
        FrameTrace trace = traced(3, 10);
        for (int i = 1; i <= 7; i++) {
            connection.comes(FIN_TEXT, "n" + i);
        }

        assertThat(payloads(trace)).containsExactly("n5", "n6", "n7");
        assertThat(trace.after(0, 2).frames()).extracting(TracedFrame::number).containsExactly(5L, 6L);
        assertThat(trace.after(6, 2).frames()).extracting(TracedFrame::number).containsExactly(7L);
        assertThat(trace.after(7, 2).frames()).isEmpty();
        assertThat(trace.after(0, 1).oldest()).isEqualTo(5);
        assertThat(trace.after(0, 1).count()).isEqualTo(7);
    }

    @Test
    void what_was_read_stays_as_it_was() {
        FrameTrace trace = traced(1, 10);
        connection.comes(FIN_TEXT, "before");

        TracedFrame before = all(trace).get(0);
        connection.comes(FIN_TEXT, "behind");

        assertThat(StandardCharsets.UTF_8.decode(before.payload()).toString()).isEqualTo("before");
    }

    @Test
    void a_frame_that_had_begun_before_the_trace_is_not_shown_in_part() {
        byte[] frame = RawFrame.of(FIN_TEXT, RawFrame.KEY, "long".getBytes(StandardCharsets.UTF_8))
                .bytes();
        connection.comes(Arrays.copyOf(frame, frame.length - 1));
        FrameTrace trace = traced(10, 10);

        connection.comes(frame[frame.length - 1]);
        connection.comes(FIN_TEXT, "next");

        assertThat(payloads(trace)).containsExactly("next");
    }

    @Test
    void a_trace_that_ends_sees_no_further_frame() {
        FrameTrace trace = traced(10, 10);
        connection.comes(FIN_TEXT, "one");

        connection.inspection().remove(trace);
        connection.comes(FIN_TEXT, "two");

        assertThat(payloads(trace)).containsExactly("one");
    }

    @Test
    void a_refusal_is_told_and_the_end() {
        FrameTrace trace = traced(10, 10);

        connection.comes(0x83, "x");
        assertThat(trace.after(0, 1).refusal()).contains(Rule.RESERVED_OPCODE);
        assertThat(trace.isOver()).isFalse();

        connection.inspection().gone();
        assertThat(trace.after(0, 1).over()).isTrue();
        assertThat(trace.after(0, 1).frames()).isEmpty();
    }

    @Test
    void a_connection_that_is_gone_is_not_traced() {
        connection.inspection().gone();

        assertThat(connection.inspection().add(new FrameTrace(new TraceSize(1, 1), () -> NOW, Secrets.NONE)))
                .isFalse();
    }

    @Test
    void who_follows_is_told_of_each_frame_when_it_can_be_read_until_it_follows_no_more() {
        FrameTrace trace = traced(10, 10);
        List<Long> seen = new ArrayList<>();
        Runnable follower = () -> seen.add(trace.after(0, 1).count());

        trace.follow(follower);
        connection.comes(FIN_TEXT, "one");
        connection.goes(Opcode.TEXT, "two");
        connection.comes(0x83, "refused");
        connection.inspection().gone();
        trace.unfollow(follower);
        connection.goes(Opcode.TEXT, "three");

        assertThat(seen).containsExactly(1L, 2L, 2L, 2L);
    }

    @Test
    void several_traces_see_the_same_frames() {
        FrameTrace first = traced(10, 10);
        FrameTrace second = traced(1, 2);

        connection.comes(FIN_TEXT, "one");

        assertThat(payloads(first)).containsExactly("one");
        assertThat(payloads(second)).containsExactly("on");
        assertThat(all(first))
                .extracting(TracedFrame::header)
                .isEqualTo(all(second).stream()
                        .map(frame -> (FrameHeader) frame.header())
                        .toList());
    }
}
