package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture file, read strictly: one section of one interface in network byte order, then packets (pcapng, sections
 * 3.1, 3.5 and 4.1 to 4.3).
 */
final class PcapngFile {

    /**
     * A packet as it was captured.
     *
     * @param time to the nanosecond
     * @param bytes from its IP header on
     * @param comments in their order
     */
    record Packet(Instant time, ByteBuffer bytes, List<String> comments) {}

    private record Option(int code, ByteBuffer value) {

        String text() {
            return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
        }
    }

    private static final int SECTION = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;

    private final List<Packet> packets = new ArrayList<>();
    private final List<Option> sectionOptions;

    private PcapngFile(byte... file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        sectionOptions = readSection(block(in, SECTION));
        readInterface(block(in, INTERFACE));
        Instant last = Instant.EPOCH;
        while (in.hasRemaining()) {
            Packet packet = readPacket(block(in, PACKET));
            assertThat(packet.time()).isAfterOrEqualTo(last);
            last = packet.time();
            packets.add(packet);
        }
    }

    static PcapngFile read(byte... file) {
        return new PcapngFile(file);
    }

    List<Packet> packets() {
        return packets;
    }

    List<String> comments() {
        return comments(sectionOptions);
    }

    List<String> applications() {
        return sectionOptions.stream()
                .filter(option -> option.code() == 4)
                .map(Option::text)
                .toList();
    }

    /** What is in a block between its type and length and its length. */
    private static ByteBuffer block(ByteBuffer in, int type) {
        int start = in.position();
        assertThat(in.getInt()).isEqualTo(type);
        int length = in.getInt();
        assertThat(length).isGreaterThanOrEqualTo(12).isLessThanOrEqualTo(in.capacity() - start);
        assertThat(length % 4).isZero();
        assertThat(in.getInt(start + length - 4)).isEqualTo(length);
        in.position(start + length);
        return in.slice(start + 8, length - 12).order(ByteOrder.BIG_ENDIAN);
    }

    private static List<Option> readSection(ByteBuffer block) {
        assertThat(block.getInt()).isEqualTo(0x1A2B3C4D);
        assertThat(block.getInt()).as("version 1.0").isEqualTo(1 << 16);
        assertThat(block.getLong()).as("length not given").isEqualTo(-1);
        return options(block);
    }

    private static void readInterface(ByteBuffer block) {
        assertThat(block.getShort()).as("packets begin with IP").isEqualTo((short) 101);
        assertThat(block.getShort()).isZero();
        assertThat(block.getInt()).as("no snap length").isZero();
        List<Option> options = options(block);
        assertThat(options).hasSize(1);
        assertThat(options.get(0).code()).isEqualTo(9);
        assertThat(options.get(0).value()).as("nanoseconds").isEqualTo(ByteBuffer.wrap(new byte[] {9}));
    }

    private static Packet readPacket(ByteBuffer block) {
        assertThat(block.getInt()).as("interface").isZero();
        long nanos = block.getLong();
        int captured = block.getInt();
        assertThat(block.getInt()).as("nothing is cut off").isEqualTo(captured);
        ByteBuffer bytes = block.slice(block.position(), captured);
        block.position(block.position() + captured);
        skipPadding(block, captured);
        Instant time = Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
        return new Packet(time, bytes, comments(options(block)));
    }

    private static List<Option> options(ByteBuffer block) {
        List<Option> options = new ArrayList<>();
        while (block.hasRemaining()) {
            int code = block.getShort();
            int length = block.getShort() & 0xFFFF;
            ByteBuffer value = block.slice(block.position(), length);
            block.position(block.position() + length);
            skipPadding(block, length);
            if (code == 0) {
                assertThat(length).isZero();
                assertThat(block.hasRemaining())
                        .as("the end of options is the last")
                        .isFalse();
                return options;
            }
            options.add(new Option(code, value));
        }
        throw new AssertionError("options without an end");
    }

    private static void skipPadding(ByteBuffer block, int length) {
        for (int i = length; i % 4 != 0; i++) {
            assertThat(block.get()).as("padding").isZero();
        }
    }

    private static List<String> comments(List<Option> options) {
        return options.stream()
                .filter(option -> option.code() == 1)
                .map(Option::text)
                .toList();
    }
}
