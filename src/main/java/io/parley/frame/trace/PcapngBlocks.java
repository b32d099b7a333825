package io.parley.frame.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The blocks of a capture file: PCAP Next Generation, draft-ietf-opsawg-pcapng, below pcapng for short. Everything is
 * written in network byte order, which is one of the two that a file may have (pcapng, section 3.6). One block at a
 * time is put together, in a buffer that is used again. For one thread.
 */
final class PcapngBlocks {

    /** How long a packet may be. */
    static final int PACKET_BYTES = 17 * 1024;

    /** What is longer is cut; an option could hold 65,535 (pcapng, section 3.5). */
    private static final int COMMENT_BYTES = 8 * 1024;

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final long UNKNOWN_LENGTH = -1;

    private static final int END_OF_OPTIONS = 0;
    private static final int COMMENT = 1;
    private static final int APPLICATION = 4;
    private static final int TIME_RESOLUTION = 9;

    /** Packets begin with their IP header, of either version. */
    private static final int LINKTYPE_RAW = 101;

    private static final int NO_SNAP_LENGTH = 0;
    private static final int THE_INTERFACE = 0;
    private static final byte NANOSECONDS = 9;
    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;

    /** Type, length, interface, two halves of the time, two lengths. */
    private static final int PACKET_AT = 28;

    private final OutputStream out;
    private final ByteBuffer block = ByteBuffer.allocate(32 * 1024);
    private final ByteBuffer packet = block.slice(PACKET_AT, PACKET_BYTES);

    PcapngBlocks(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes what begins a file: a section header (pcapng, section 4.1), and of what kind the packets are (section
     * 4.2).
     *
     * @param comment may be empty, as any of them may
     */
    void writeSection(String application, String comment, String remarks) throws IOException {
        begin(SECTION_HEADER);
        block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(UNKNOWN_LENGTH);
        putOption(COMMENT, comment);
        putOption(COMMENT, remarks);
        putOption(APPLICATION, application);
        end();
        begin(INTERFACE_DESCRIPTION);
        block.putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(NO_SNAP_LENGTH);
        block.putShort((short) TIME_RESOLUTION).putShort((short) Byte.BYTES).put(NANOSECONDS);
        pad();
        end();
    }

    /** Where the next packet is put together, from index 0 on; always the same buffer, emptied. */
    ByteBuffer packet() {
        return packet.clear();
    }

    /**
     * Writes the packet, up to its buffer's position (pcapng, section 4.3).
     *
     * @param comment may be empty
     */
    void writePacket(Instant time, String comment) throws IOException {
        int bytes = packet.position();
        long nanos = time.getEpochSecond() * NANOS_OF_A_SECOND + time.getNano();
        begin(ENHANCED_PACKET);
        block.putInt(THE_INTERFACE)
                .putInt((int) (nanos >>> Integer.SIZE))
                .putInt((int) nanos)
                .putInt(bytes)
                .putInt(bytes)
                .position(PACKET_AT + bytes);
        pad();
        putOption(COMMENT, comment);
        end();
    }

    private void begin(int type) {
        block.clear().putInt(type).putInt(0);
    }

    /** The length stands at both ends (pcapng, section 3.1). */
    private void end() throws IOException {
        block.putShort((short) END_OF_OPTIONS).putShort((short) 0);
        int bytes = block.position() + Integer.BYTES;
        block.putInt(bytes).putInt(Integer.BYTES, bytes);
        out.write(block.array(), 0, bytes);
    }

    private void putOption(int code, String text) {
        if (text.isEmpty()) {
            return;
        }
        int at = block.position();
        ByteBuffer value = block.slice(at + Integer.BYTES, COMMENT_BYTES);
        // Stops before the character that has no room
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), value, true);
        block.putShort((short) code).putShort((short) value.position()).position(at + Integer.BYTES + value.position());
        pad();
    }

    /** Everything is as long as a multiple of four bytes (pcapng, section 3.6). */
    private void pad() {
        while (block.position() % Integer.BYTES != 0) {
            block.put((byte) 0);
        }
    }
}
