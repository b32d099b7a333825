package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameViolationException;
import io.parley.frame.Rule;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** RFC 6455, section 10.4: what a client's frames may take. */
class FrameLimitsTest {

    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int BINARY = 0x82;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;

    private static final FrameLimits.Sizes ANY_SIZE = new FrameLimits.Sizes(0, 0, 0, 0);
    private static final FrameLimits.Rates ANY_RATE = new FrameLimits.Rates(0, 0, 0);
    private static final FrameLimits.Times ANY_TIME = new FrameLimits.Times(Duration.ZERO, Duration.ZERO);

    private final AtomicLong nanos = new AtomicLong();

    private FrameStream limited(FrameLimits.Sizes sizes, FrameLimits.Rates rates, FrameLimits.Times times) {
        return new FrameStream(new FrameLimits(sizes, rates, times, nanos::get).inspect("10.0.0.1"));
    }

    private FrameStream sized(long frame, long message, int fragments, int empty) {
        return limited(new FrameLimits.Sizes(frame, message, fragments, empty), ANY_RATE, ANY_TIME);
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_frame_is_refused_at_the_header_that_announces_too_much() {
        assertThat(sized(10, 0, 0, 0).receives(TEXT, 10)).isEmpty();
        assertThat(sized(10, 0, 0, 0).receivesHeader(BINARY, 11)).contains(Rule.FRAME_SIZE);
        assertThat(sized(10, 0, 0, 0).receivesHeader(TEXT, Long.MAX_VALUE)).contains(Rule.FRAME_SIZE);
    }

    @Test
    void a_message_is_refused_at_the_header_with_which_it_is_too_big() {
        FrameStream stream = sized(0, 10, 0, 0);

        assertThat(stream.receives(TEXT, 10)).isEmpty();
        assertThat(stream.receives(TEXT_BEGINS, 6)).isEmpty();
        assertThat(stream.receives(PING, 100)).as("is not part of it").isEmpty();
        assertThat(stream.receives(MORE, 4)).isEmpty();
        assertThat(stream.receives(LAST, 0)).isEmpty();
        assertThat(stream.receives(TEXT_BEGINS, 6)).as("begins anew").isEmpty();
        assertThat(stream.receivesHeader(MORE, 5)).contains(Rule.MESSAGE_SIZE);
    }

    @Test
    void no_length_is_too_long_to_be_added_up() {
        FrameStream stream = sized(0, Long.MAX_VALUE, 0, 0);
        stream.receives(TEXT_BEGINS, 1);

        assertThat(stream.receivesHeader(MORE, Long.MAX_VALUE)).contains(Rule.MESSAGE_SIZE);
    }

    @Test
    void the_peer_is_told_how_much_it_may_be() {
        FrameInspector limits =
                new FrameLimits(new FrameLimits.Sizes(5, 10, 0, 0), ANY_RATE, ANY_TIME, nanos::get).inspect("10.0.0.1");
        FrameInspection inspection =
                new FrameInspection(Routes.ANY, new FrameStatistics().connection(), java.util.List.of(limits));
        InspectedFrames frames = inspection.inbound(0);
        frames.next(java.nio.ByteBuffer.wrap(io.parley.frame.RawFrame.header(TEXT, io.parley.frame.RawFrame.KEY, 11)
                .bytes()));

        assertThat(frames.refusal())
                .extracting(FrameViolationException::closeCode, FrameViolationException::reason)
                .containsExactly(1009, "a frame has at most 5 bytes");
    }

    @Test
    void fragments_are_counted_for_each_message() {
        FrameStream stream = sized(0, 0, 3, 0);

        for (int message = 0; message < 3; message++) {
            assertThat(stream.receives(TEXT_BEGINS, 1)).isEmpty();
            assertThat(stream.receives(MORE, 1)).isEmpty();
            assertThat(stream.receives(LAST, 1)).isEmpty();
        }
        stream.receives(TEXT_BEGINS, 1);
        stream.receives(MORE, 1);
        stream.receives(MORE, 1);
        assertThat(stream.receives(LAST, 1)).contains(Rule.FRAGMENTS);
    }

    @Test
    void empty_fragments_are_counted_in_a_row() {
        FrameStream stream = sized(0, 0, 0, 2);

        assertThat(stream.receives(TEXT_BEGINS, 0)).isEmpty();
        assertThat(stream.receives(MORE, 0)).isEmpty();
        assertThat(stream.receives(PING, 0)).isEmpty();
        assertThat(stream.receives(MORE, 1)).isEmpty();
        assertThat(stream.receives(MORE, 0)).isEmpty();
        assertThat(stream.receives(MORE, 0)).isEmpty();
        assertThat(stream.receives(MORE, 0)).contains(Rule.EMPTY_FRAGMENTS);
    }

    @Test
    void empty_messages_are_no_fragments() {
        FrameStream stream = sized(0, 0, 0, 2);

        for (int i = 0; i < 10; i++) {
            assertThat(stream.receives(TEXT, 0)).isEmpty();
        }
    }

    @Test
    void pings_and_pongs_have_a_pace_and_a_close_frame_none() {
        FrameStream stream = limited(ANY_SIZE, new FrameLimits.Rates(2, 0, 0), ANY_TIME);

        assertThat(stream.receives(PING, 0)).isEmpty();
        assertThat(stream.receives(PONG, 0)).isEmpty();
        assertThat(stream.receives(TEXT, 0)).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(stream.receives(PING, 0)).isEmpty();
        assertThat(stream.receives(PING, 0)).isEmpty();
        assertThat(stream.receives(CLOSE, 0)).isEmpty();

        FrameStream flood = limited(ANY_SIZE, new FrameLimits.Rates(2, 0, 0), ANY_TIME);
        flood.receives(PING, 0);
        flood.receives(PONG, 0);
        assertThat(flood.receives(PONG, 0)).contains(Rule.CONTROL_RATE);
    }

    @Test
    void frames_of_any_kind_have_a_pace() {
        FrameStream stream = limited(ANY_SIZE, new FrameLimits.Rates(0, 2, 0), ANY_TIME);

        assertThat(stream.receives(PING, 0)).isEmpty();
        assertThat(stream.receives(TEXT, 0)).isEmpty();
        after(Duration.ofMillis(500));
        assertThat(stream.receives(TEXT, 0)).isEmpty();
        assertThat(stream.receives(TEXT, 0)).contains(Rule.FRAME_RATE);
    }

    @Test
    void bytes_have_a_pace_before_a_frame_is_whole() {
        FrameStream stream = limited(ANY_SIZE, new FrameLimits.Rates(0, 0, 100), ANY_TIME);

        assertThat(stream.receivesHeader(BINARY, 500)).isEmpty();
        assertThat(stream.receives(new byte[90])).isEmpty();
        assertThat(stream.receives(new byte[10])).contains(Rule.BYTE_RATE);
    }

    @Test
    void a_frame_that_trickles_is_refused_when_the_next_byte_comes_too_late() {
        FrameStream stream = limited(ANY_SIZE, ANY_RATE, new FrameLimits.Times(Duration.ofSeconds(10), Duration.ZERO));

        assertThat(stream.receivesHeader(BINARY, 4)).isEmpty();
        after(Duration.ofSeconds(11));
        assertThat(stream.receives(new byte[1])).as("second piece").isEmpty();
        after(Duration.ofSeconds(9));
        assertThat(stream.receives(new byte[1])).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(stream.receives(new byte[1])).isEmpty();
        after(Duration.ofNanos(1));
        assertThat(stream.receives(new byte[1])).contains(Rule.FRAME_TIME);
    }

    @Test
    void between_frames_time_does_not_count() {
        FrameStream stream =
                limited(ANY_SIZE, ANY_RATE, new FrameLimits.Times(Duration.ofSeconds(10), Duration.ofSeconds(20)));

        for (int i = 0; i < 3; i++) {
            assertThat(stream.receives(TEXT, 1)).isEmpty();
            after(Duration.ofHours(1));
        }
    }

    @Test
    void a_message_that_never_ends_is_refused_with_whatever_comes_then() {
        FrameStream stream = limited(ANY_SIZE, ANY_RATE, new FrameLimits.Times(Duration.ZERO, Duration.ofSeconds(20)));

        stream.receives(TEXT_BEGINS, 1);
        after(Duration.ofSeconds(20));
        assertThat(stream.receives(PONG, 0)).isEmpty();
        after(Duration.ofNanos(1));
        assertThat(stream.receives(PONG, 0)).contains(Rule.MESSAGE_TIME);
    }

    @Test
    void what_goes_out_is_not_limited() {
        FrameStream stream = limited(
                new FrameLimits.Sizes(1, 1, 1, 1),
                new FrameLimits.Rates(1, 1, 1),
                new FrameLimits.Times(Duration.ofNanos(1), Duration.ofNanos(1)));

        assertThat(stream.sends((byte) 0x81, (byte) 2, (byte) 'h', (byte) 'i', (byte) 0x89, (byte) 0))
                .isEmpty();
    }
}
