package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import org.junit.jupiter.api.Test;

class FrameStatisticsTest {

    private final FrameStream stream = new FrameStream();

    @Test
    void frames_and_bytes_are_counted_by_opcode_and_by_the_way_they_go() {
        stream.receives(0x81, 5);
        stream.receives(0x01, 3);
        stream.receives(0x89, 4);
        stream.receives(0x80, 2);
        stream.sends(FrameWriter.frame(Opcode.PONG, new byte[4]));

        FrameCounts counts = stream.inspection().counts();

        assertThat(counts.in().frames())
                .containsEntry(Opcode.TEXT, 2L)
                .containsEntry(Opcode.CONTINUATION, 1L)
                .containsEntry(Opcode.PING, 1L)
                .containsEntry(Opcode.PONG, 0L);
        assertThat(counts.in().bytes())
                .containsEntry(Opcode.TEXT, 8L)
                .containsEntry(Opcode.CONTINUATION, 2L)
                .containsEntry(Opcode.PING, 4L);
        assertThat(counts.in().fragments()).isEqualTo(2);
        assertThat(counts.in().messages()).isEqualTo(2);
        assertThat(counts.way(Direction.SERVER_TO_CLIENT).frames()).containsEntry(Opcode.PONG, 1L);
        assertThat(counts.out().bytes()).containsEntry(Opcode.PONG, 4L).containsEntry(Opcode.TEXT, 0L);
        assertThat(counts.out().messages()).isZero();
        assertThat(counts.refusals()).isEmpty();
    }

    @Test
    void messages_are_counted_by_their_size_over_all_their_frames() {
        for (int bytes : new int[] {0, 1, 16, 17, 64, 65, 1 << 16, (1 << 16) + 1, 1 << 22, (1 << 22) + 1}) {
            stream.receives(0x02, bytes / 2);
            stream.receives(0x80, bytes - bytes / 2);
        }

        assertThat(stream.inspection().counts().in().messagesBySize())
                .containsExactly(1L, 2L, 2L, 1L, 0L, 0L, 0L, 1L, 1L, 0L, 1L, 1L);
    }

    @Test
    void a_refusal_is_counted_by_its_rule_and_what_was_refused_is_not() {
        stream.receives(0x83, 5);

        assertThat(stream.inspection().counts().refusals())
                .containsExactly(java.util.Map.entry(Rule.RESERVED_OPCODE, 1L));
        assertThat(stream.inspection().counts().in().frames().values()).containsOnly(0L);
    }

    @Test
    void what_a_header_announces_is_not_counted_before_it_comes() {
        stream.receivesHeader(0x82, Long.MAX_VALUE);

        FrameCounts counts = stream.inspection().counts();
        assertThat(counts.in().bytes().values()).containsOnly(0L);
        assertThat(counts.in().frames().values()).containsOnly(0L);
        assertThat(counts.in().messages()).isZero();
    }

    @Test
    void messages_of_ours_count_as_if_they_had_been_read() {
        FrameStream own = new FrameStream();
        Outflow outflow = new Outflow(own.inspection().outbound(), refusal -> {});
        for (int size : new int[] {0, 17, 100}) {
            byte[] frame = FrameWriter.frame(Opcode.TEXT, new byte[size]);
            stream.sends(frame);
            outflow.accept(new OwnText(size));
        }

        assertThat(own.inspection().counts()).isEqualTo(stream.inspection().counts());
        assertThat(own.inspection().counts().out().messages()).isEqualTo(3);
    }

    @Test
    void messages_of_ours_are_shown_to_who_wants_to_see_them_and_counted_once() {
        FrameStream watched = new FrameStream(new FrameInspector() {});
        Outflow outflow = new Outflow(watched.inspection().outbound(), refusal -> {});
        byte[] frame = FrameWriter.frame(Opcode.TEXT, new byte[17]);

        outflow.accept(new OwnText(17));

        stream.sends(frame);
        assertThat(watched.inspection().counts()).isEqualTo(stream.inspection().counts());
    }

    @Test
    void all_connections_are_added_up_open_or_gone_each_once() {
        FrameStatistics all = stream.statistics();
        ConnectionFrames other = all.connection();
        FrameInspection second = new FrameInspection(Routes.ANY, other, java.util.List.of());
        new Outflow(second.outbound(), refusal -> {})
                .follow(java.nio.ByteBuffer.wrap(FrameWriter.frame(Opcode.TEXT, new byte[7])));
        stream.receives(0x81, 5);
        stream.receives(0x81, 5);
        stream.receives(0x83, 5);

        assertSum(all);
        stream.inspection().gone();
        assertSum(all);
        stream.inspection().gone();
        second.gone();
        assertSum(all);
    }

    private static void assertSum(FrameStatistics all) {
        FrameCounts counts = all.counts();
        assertThat(counts.in().frames()).containsEntry(Opcode.TEXT, 2L);
        assertThat(counts.out().bytes()).containsEntry(Opcode.TEXT, 7L);
        assertThat(counts.refusals()).containsExactly(java.util.Map.entry(Rule.RESERVED_OPCODE, 1L));
    }
}
