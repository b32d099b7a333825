package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameViolationException;
import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.PayloadSlice;
import io.parley.frame.RawFrame;
import io.parley.frame.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectedFramesTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void each_inspector_sees_each_frame_in_clear_in_order_and_in_the_pieces_in_which_it_comes() {
        FrameStream stream = new FrameStream(new Scribe("a"), new Scribe("b"));
        byte[] frame = RawFrame.of(0x81, RawFrame.KEY, "hello".getBytes(StandardCharsets.UTF_8))
                .bytes();

        stream.receives(java.util.Arrays.copyOf(frame, 8));
        stream.receives(java.util.Arrays.copyOfRange(frame, 8, frame.length));
        stream.sends(FrameWriter.frame(Opcode.PONG, new byte[] {'x'}));
        stream.inspection().gone();

        assertThat(seen)
                .containsExactly(
                        "a CLIENT_TO_SERVER arrived 8", "b CLIENT_TO_SERVER arrived 8",
                        "a CLIENT_TO_SERVER TEXT 5", "b CLIENT_TO_SERVER TEXT 5",
                        "a CLIENT_TO_SERVER he at 0", "b CLIENT_TO_SERVER he at 0",
                        "a CLIENT_TO_SERVER arrived 3", "b CLIENT_TO_SERVER arrived 3",
                        "a CLIENT_TO_SERVER llo at 2", "b CLIENT_TO_SERVER llo at 2",
                        "a CLIENT_TO_SERVER end", "b CLIENT_TO_SERVER end",
                        "a SERVER_TO_CLIENT PONG 1", "b SERVER_TO_CLIENT PONG 1",
                        "a SERVER_TO_CLIENT x at 0", "b SERVER_TO_CLIENT x at 0",
                        "a SERVER_TO_CLIENT end", "b SERVER_TO_CLIENT end",
                        "a gone", "b gone");
    }

    @Test
    void who_comes_later_does_not_see_what_an_earlier_one_refuses_and_all_are_told() {
        FrameInspector refuses = new FrameInspector() {
            @Override
            public void header(Direction way, FrameHeader header) {
                throw new FrameViolationException(4403, "no pictures");
            }
        };
        FrameStream stream = new FrameStream(refuses, new Scribe("b"));

        assertThat(stream.receives(0x82, 1)).contains(Rule.APPLICATION);

        assertThat(seen).containsExactly("b CLIENT_TO_SERVER arrived 7", "b CLIENT_TO_SERVER refused APPLICATION");
        assertThat(stream.inspection().counts().refusals()).containsOnlyKeys(Rule.APPLICATION);
    }

    @Test
    void an_inspector_that_fails_lets_nothing_in() {
        FrameInspector fails = new FrameInspector() {
            @Override
            public void end(Direction way) {
                throw new IllegalStateException("thrown by the test");
            }
        };

        assertThat(new FrameStream(fails).receives(0x81, 1)).contains(Rule.INSPECTOR_WORKS);
    }

    @Test
    void an_inspector_that_fails_over_being_told_keeps_nobody_from_being_told() {
        FrameInspector fails = new FrameInspector() {
            @Override
            public void refused(Direction way, Rule rule) {
                throw new IllegalStateException("thrown by the test");
            }

            @Override
            public void gone() {
                throw new IllegalStateException("thrown by the test");
            }
        };
        FrameStream stream = new FrameStream(fails, new Scribe("b"));

        assertThat(stream.receives(0x83, 0)).contains(Rule.RESERVED_OPCODE);
        stream.inspection().gone();

        assertThat(seen).endsWith("b CLIENT_TO_SERVER refused RESERVED_OPCODE", "b gone");
    }

    @Test
    void a_factory_that_makes_nothing_is_named() {
        @SuppressWarnings("NullAway") // That is the fault
        FrameInspector.Factory nothing = address -> null;
        FrameInspections inspections = new FrameInspections(new FrameStatistics(), List.of(nothing));

        assertThatThrownBy(() -> inspections.of(Routes.ANY)).hasMessageContaining("factory of frame inspectors");
    }

    /** A connection may be idle for long, and what it was sent may have been big. */
    @Test
    void what_was_read_is_not_kept() {
        PayloadSlice[] shown = new PayloadSlice[1];
        FrameInspector keeps = new FrameInspector() {
            @Override
            public void payload(Direction way, PayloadSlice slice) {
                shown[0] = slice;
            }
        };

        new FrameStream(keeps).receives(0x81, 5);

        assertThat(shown[0].length()).isZero();
        assertThatThrownBy(() -> shown[0].get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_breaks_rfc_6455_is_shown_to_nobody() {
        FrameStream stream = new FrameStream(new Scribe("a"));

        stream.receives(0x91, 0);

        assertThat(seen).containsExactly("a CLIENT_TO_SERVER arrived 6", "a CLIENT_TO_SERVER refused RESERVED_BITS");
    }

    @Test
    void who_does_not_look_at_a_way_is_told_of_nothing_there_but_the_end() {
        Scribe deaf = new Scribe("a") {
            @Override
            public boolean looksAt(Direction way) {
                return way == Direction.SERVER_TO_CLIENT;
            }
        };
        FrameStream stream = new FrameStream(deaf);

        stream.receives(0x81, 1);
        stream.receives(0x83, 1);
        stream.sends(FrameWriter.frame(Opcode.PING, new byte[0]));
        stream.inspection().gone();

        assertThat(seen).containsExactly("a SERVER_TO_CLIENT PING 0", "a SERVER_TO_CLIENT end", "a gone");
    }

    /** What goes out has gone: where frames end must be known for the close frame that follows. */
    @Test
    void frames_that_go_out_are_followed_after_a_refusal_too_and_shown_no_more() {
        FrameInspector refuses = new FrameInspector() {
            @Override
            public void header(Direction way, FrameHeader header) {
                seen.add("asked");
                throw new FrameViolationException(1008, "no");
            }
        };
        InspectedFrames out =
                new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of(refuses)).outbound();
        ByteBuffer frames = ByteBuffer.wrap(FrameWriter.frame(Opcode.TEXT, new byte[3]));

        out.next(frames);
        assertThat(out.refusal()).extracting(FrameViolationException::rule).isEqualTo(Rule.APPLICATION);
        assertThat(out.isBetweenFrames()).isFalse();
        out.next(frames);
        out.next(frames);

        assertThat(out.isBetweenFrames()).isTrue();
        assertThat(seen).containsExactly("asked");
    }

    /** Writes down what it sees. */
    private class Scribe implements FrameInspector {

        private final String name;

        Scribe(String name) {
            this.name = name;
        }

        private void note(Direction way, String what) {
            seen.add(name + " " + way + " " + what);
        }

        @Override
        public void arrived(Direction way, int bytes) {
            note(way, "arrived " + bytes);
        }

        @Override
        public void header(Direction way, FrameHeader header) {
            note(way, header.opcode() + " " + header.payloadLength());
        }

        @Override
        public void payload(Direction way, PayloadSlice slice) {
            ByteBuffer clear = ByteBuffer.allocate(slice.length());
            slice.copyTo(clear);
            note(way, new String(clear.array(), StandardCharsets.UTF_8) + " at " + slice.offset());
        }

        @Override
        public void end(Direction way) {
            note(way, "end");
        }

        @Override
        public void refused(Direction way, Rule rule) {
            note(way, "refused " + rule);
        }

        @Override
        public void gone() {
            seen.add(name + " gone");
        }
    }
}
