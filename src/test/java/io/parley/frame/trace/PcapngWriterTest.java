package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.Route;
import io.parley.frame.trace.CapturedConversation.Found;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by hand, with every check that a careful reader of captures makes. */
class PcapngWriterTest {

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int TEXT_BEGINS = 0x01;
    private static final int COMPRESSED_TEXT = 0xC1;
    private static final int CONTINUED = 0x00;
    private static final int CONTINUED_TO_THE_END = 0x80;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final String CODE_1000 = "\u0003\u00E8";

    @ParameterizedTest
    @EnumSource
    void every_kind_of_frame_is_found_as_it_was(Visibility visibility) {
        Recording recording = new Recording()
                .fromClient(TEXT, "Hello")
                .fromServer(TEXT_BEGINS, "one ")
                .fromServer(PING, "are you there?")
                .fromServer(CONTINUED, "")
                .fromClient(PONG, "are you there?")
                .fromServer(CONTINUED_TO_THE_END, "two")
                .fromServer(COMPRESSED_TEXT, "\u00AA\u0000")
                .fromClient(BINARY, "")
                .fromClient(CLOSE, CODE_1000 + "bye")
                .fromServer(CLOSE, "");

        assertFound(recording, visibility);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000})
    void lengths_are_written_in_their_shortest_form(int length) {
        assertFound(
                new Recording().fromClient(BINARY, "x".repeat(length)).fromServer(BINARY, "y".repeat(length)),
                Visibility.SHOWN);
    }

    /** RFC 6455, section 5.3: the key goes on over the segments of a frame. */
    @ParameterizedTest
    @EnumSource
    void random_frames_are_found_as_they_were(Visibility visibility) {
        for (int seed = 0; seed < 40; seed++) {
            assertFound(Recording.random(new Random(seed), 30), visibility);
        }
    }

    private static void assertFound(Recording recording, Visibility visibility) {
        List<Found> found =
                CapturedConversation.read(recording.file(visibility)).frames();
        List<TracedFrame> frames = recording.frames();

        assertThat(found).hasSameSizeAs(frames);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).way()).isEqualTo(frames.get(i).way());
            assertThat(found.get(i).header()).isEqualTo(frames.get(i).header());
            assertThat(found.get(i).time()).isEqualTo(frames.get(i).time());
            assertThat(found.get(i).payload()).isEqualTo(Recording.expected(frames.get(i), visibility));
        }
    }

    @Test
    void nothing_that_was_said_is_in_a_redacted_file() {
        Recording recording = new Recording()
                .fromServer(TEXT, "my secret")
                .fromClient(TEXT, "my secret")
                .fromServer(PING, "my secret")
                .fromServer(CLOSE, CODE_1000 + "my secret");

        assertThat(text(recording.file(Visibility.SHOWN))).contains("my secret", CODE_1000 + "my secret");
        assertThat(text(recording.file(Visibility.REDACTED))).doesNotContain("secret", "my");
        assertThat(payloads(recording, Visibility.REDACTED))
                .containsExactly("*********", "*********", "*********", CODE_1000 + "*********");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0003"})
    void a_close_code_that_was_not_kept_is_redacted(String kept) {
        byte[] bytes = kept.getBytes(StandardCharsets.ISO_8859_1);
        Recording recording =
                new Recording().add(Direction.SERVER_TO_CLIENT, Recording.header(CLOSE, Recording.UNMASKED, 5), bytes);

        assertThat(payloads(recording, Visibility.REDACTED)).containsExactly("*****");
    }

    @Test
    void what_was_not_kept_of_a_payload_is_said_and_replaced() {
        Recording recording = new Recording()
                .add(Direction.CLIENT_TO_SERVER, Recording.header(TEXT, Recording.KEY, 8), (byte) 'a', (byte) 'b');

        Found found = CapturedConversation.read(recording.file(Visibility.SHOWN))
                .frames()
                .get(0);
        assertThat(found.payload()).isEqualTo("ab******");
        assertThat(found.comments()).containsExactly("the payload's last 6 bytes were not kept: * stands for each");
        assertThat(comments(recording, Visibility.REDACTED)).containsExactly(List.of());
    }

    @Test
    void frames_that_were_lost_are_counted_where_the_next_one_ends_and_leave_no_hole() {
        Recording recording = new Recording()
                .lose(7)
                .fromServer(BINARY, "x".repeat(40_000))
                .fromClient(TEXT, "a")
                .lose(1)
                .fromClient(TEXT, "b");

        assertThat(comments(recording, Visibility.SHOWN))
                .containsExactly(
                        List.of("7 frames before this one were not kept"),
                        List.of(),
                        List.of("1 frame before this one was not kept"));
        assertThat(PcapngFile.read(recording.file(Visibility.SHOWN)).packets())
                .filteredOn(packet -> !packet.comments().isEmpty())
                .hasSize(2);
    }

    /** RFC 9293, section 3.8.6: nobody sends beyond the window. */
    @Test
    void who_gets_much_acknowledges_it_before_the_window_is_full() {
        int moreThanTheWindow = 9 << 20;

        assertFound(
                new Recording()
                        .add(
                                Direction.SERVER_TO_CLIENT,
                                Recording.header(BINARY, Recording.UNMASKED, moreThanTheWindow)),
                Visibility.SHOWN);
    }

    @Test
    void times_never_go_backwards() {
        Instant late = Recording.OPENED.plusSeconds(2);
        Recording recording = new Recording()
                .addAt(Recording.OPENED.minusSeconds(9), Direction.SERVER_TO_CLIENT, empty())
                .addAt(late, Direction.SERVER_TO_CLIENT, empty())
                .addAt(Recording.OPENED.plusSeconds(1), Direction.SERVER_TO_CLIENT, empty());

        assertThat(CapturedConversation.read(recording.file(Visibility.SHOWN)).frames())
                .extracting(Found::time)
                .containsExactly(Recording.OPENED, late, late);
    }

    private static HeaderSnapshot empty() {
        return Recording.header(TEXT, Recording.UNMASKED, 0);
    }

    /** RFC 6455, section 7.1.1: the server ends the connection first. */
    @Test
    void the_connection_ends_in_the_file_if_it_is_over() throws IOException {
        assertThat(CapturedConversation.read(file(true)).tcp().isOver()).isTrue();
        assertThat(CapturedConversation.read(file(false)).tcp().isOver()).isFalse();
        assertThat(CapturedConversation.read(file(false)).tcp().segments()).hasSize(5);
    }

    private static byte[] file(boolean closed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(out, Recording.ROUTE, Visibility.SHOWN);
        writer.begin(Recording.OPENED, "");
        writer.end(closed);
        return out.toByteArray();
    }

    @Test
    void comments_of_the_file_say_what_is_not_as_it_was() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Endpoint https = new Endpoint("198.51.100.1", 443);
        Route route = new Route(Recording.CLIENT, https, true, "/chat");
        new PcapngWriter(out, route, Visibility.REDACTED).begin(Recording.OPENED, "connection 17 \u00E9");
        PcapngFile file = PcapngFile.read(out.toByteArray());

        assertThat(file.applications()).containsExactly("Parley");
        assertThat(file.comments()).hasSize(2).first().isEqualTo("connection 17 \u00E9");
        assertThat(file.comments().get(1))
                .contains("made up")
                .contains("redacted")
                .contains("TLS")
                .contains("443, is written as 80");
        assertThat(PcapngFile.read(new Recording().file(Visibility.SHOWN)).comments())
                .singleElement()
                .asString()
                .doesNotContain("redacted", "TLS", "written as");
    }

    @Test
    void a_comment_is_cut_before_the_character_that_has_no_room() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PcapngWriter(out, Recording.ROUTE, Visibility.SHOWN).begin(Recording.OPENED, "\u20AC".repeat(70_000));

        assertThat(PcapngFile.read(out.toByteArray()).comments())
                .hasSize(2)
                .first()
                .isEqualTo("\u20AC".repeat(8 * 1024 / 3));
    }

    @Test
    void a_long_frame_takes_no_memory_of_its_size_and_leaves_in_packets() throws IOException {
        Longest out = new Longest();
        PcapngWriter writer = new PcapngWriter(out, Recording.ROUTE, Visibility.REDACTED);
        writer.begin(Recording.OPENED, "");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long length = FrameBytes.LONGEST_PAYLOAD_BYTES;

        long before = threads.getCurrentThreadAllocatedBytes();
        writer.write(frame(1, length));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4L << 20);
        assertThat(out.sum).isBetween(length, length + length / 100);
        assertThat(out.longest).isLessThan(17 * 1024);
    }

    private static final class Longest extends OutputStream {
        private long sum;
        private int longest;

        @Override
        public void write(int value) {
            throw new AssertionError("one byte alone");
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            sum += length;
            longest = Math.max(longest, length);
        }
    }

    @Test
    void a_frame_of_absurd_length_is_cut_behind_what_was_kept() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(out, Recording.ROUTE, Visibility.SHOWN);
        writer.begin(Recording.OPENED, "");
        int before = out.size();
        writer.write(frame(1, Long.MAX_VALUE));
        PcapngFile.Packet packet = last(PcapngFile.read(out.toByteArray()));

        assertThat(out.size() - before).isLessThan(200);
        assertThat(packet.bytes().slice(40, 10))
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) BINARY, 127, 127, -1, -1, -1, -1, -1, -1, -1}));
        assertThat(packet.comments()).containsExactly("the payload's last 9223372036854775807 bytes are left out");
    }

    private static PcapngFile.Packet last(PcapngFile file) {
        return file.packets().get(file.packets().size() - 1);
    }

    private static TracedFrame frame(long number, long length) {
        return new TracedFrame(
                number,
                Recording.OPENED,
                Direction.SERVER_TO_CLIENT,
                Recording.header(BINARY, Recording.UNMASKED, length),
                ByteBuffer.allocate(0));
    }

    @Test
    void numbers_ascend() throws IOException {
        PcapngWriter writer = new PcapngWriter(new ByteArrayOutputStream(), Recording.ROUTE, Visibility.SHOWN);
        writer.begin(Recording.OPENED, "");
        writer.write(frame(2, 0));

        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(frame(2, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(frame(1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> frame(0, 0));
    }

    @Test
    void no_more_is_kept_of_a_payload_than_there_was() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recording()
                        .add(Direction.CLIENT_TO_SERVER, Recording.header(TEXT, Recording.KEY, 1), (byte) 'a', (byte)
                                'b'));
    }

    @Test
    void a_file_is_begun_and_written_and_ended_in_that_order() throws IOException {
        PcapngWriter writer = new PcapngWriter(new ByteArrayOutputStream(), Recording.ROUTE, Visibility.SHOWN);
        assertThatIllegalStateException().isThrownBy(() -> writer.write(frame(1, 0)));
        assertThatIllegalStateException().isThrownBy(() -> writer.end(true));

        writer.begin(Recording.OPENED, "");
        assertThatIllegalStateException().isThrownBy(() -> writer.begin(Recording.OPENED, ""));

        writer.end(true);
        assertThatIllegalStateException().isThrownBy(() -> writer.write(frame(1, 0)));
        assertThatIllegalStateException().isThrownBy(() -> writer.end(true));
    }

    private static List<String> payloads(Recording recording, Visibility visibility) {
        return CapturedConversation.read(recording.file(visibility)).frames().stream()
                .map(Found::payload)
                .toList();
    }

    private static List<List<String>> comments(Recording recording, Visibility visibility) {
        return CapturedConversation.read(recording.file(visibility)).frames().stream()
                .map(Found::comments)
                .toList();
    }

    private static String text(byte... file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
