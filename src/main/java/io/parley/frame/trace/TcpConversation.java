package io.parley.frame.trace;

import io.parley.frame.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A TCP connection in which nothing is ever lost, late or too much (RFC 9293). Each segment acknowledges all that came
 * before, and who gets much and says nothing acknowledges that in between. For one thread.
 */
final class TcpConversation {

    /** How much of the stream a segment carries. */
    static final int SEGMENT_BYTES = 16 * 1024;

    private static final int HEADER_BYTES = 20;
    private static final int CHECKSUM_AT = 16;
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;

    private static final int WINDOW = 0xFFFF;
    /** RFC 7323, section 2.2: what a window counts, as a power of two. */
    private static final int WINDOW_SCALE = 7;
    /** Far less than the window that this makes. */
    private static final int UNACKNOWLEDGED_BYTES = 1 << 20;

    private static final int NO_OPERATION = 1;
    private static final int SEGMENT_SIZE_OPTION = (2 << 24) | (4 << 16) | SEGMENT_BYTES;
    private static final int WINDOW_SCALE_OPTION = (NO_OPERATION << 24) | (3 << 16) | (3 << 8) | WINDOW_SCALE;

    private static final String NO_COMMENT = "";

    /** One that sends. */
    private static final class Side {

        private final int port;
        /** The number of the next byte that it sends. */
        private int next;
        /** Up to which one the other side has said that it has them. */
        private int acknowledged;

        Side(int port, int first) {
            this.port = port;
            this.next = first;
            this.acknowledged = first;
        }
    }

    private final PcapngBlocks blocks;
    private final IpHeader ip;
    private final Side client;
    private final Side server;
    private ByteBuffer packet;

    TcpConversation(PcapngBlocks blocks, WrittenRoute route) {
        this.blocks = blocks;
        this.ip = new IpHeader(route);
        this.client = new Side(route.clientPort(), 1 << 28);
        this.server = new Side(route.serverPort(), 2 << 28);
        this.packet = blocks.packet();
    }

    /** The connection is made (RFC 9293, section 3.5). */
    void open(Instant time) throws IOException {
        segment().putInt(SEGMENT_SIZE_OPTION).putInt(WINDOW_SCALE_OPTION);
        write(Direction.CLIENT_TO_SERVER, SYN, time, NO_COMMENT);
        segment().putInt(SEGMENT_SIZE_OPTION).putInt(WINDOW_SCALE_OPTION);
        write(Direction.SERVER_TO_CLIENT, SYN | ACK, time, NO_COMMENT);
        writeEmpty(Direction.CLIENT_TO_SERVER, ACK, time);
    }

    /** Where the next bytes of the stream are put, from its position to its limit. */
    ByteBuffer segment() {
        int start = ip.bytes() + HEADER_BYTES;
        packet = blocks.packet().limit(start + SEGMENT_BYTES).position(start);
        return packet;
    }

    /**
     * Sends the segment, as far as it is filled.
     *
     * @param last whether what it belongs to ends here
     * @param comment may be empty
     */
    void send(Direction way, boolean last, Instant time, String comment) throws IOException {
        write(way, last ? PSH | ACK : ACK, time, comment);
        Side sender = sender(way);
        if (sender.next - sender.acknowledged > UNACKNOWLEDGED_BYTES) {
            writeEmpty(opposite(way), ACK, time);
        }
    }

    /** Both sides end it, the server first (RFC 9293, section 3.6; RFC 6455, section 7.1.1). */
    void close(Instant time) throws IOException {
        writeEmpty(Direction.SERVER_TO_CLIENT, FIN | ACK, time);
        writeEmpty(Direction.CLIENT_TO_SERVER, FIN | ACK, time);
        writeEmpty(Direction.SERVER_TO_CLIENT, ACK, time);
    }

    private void writeEmpty(Direction way, int flags, Instant time) throws IOException {
        segment();
        write(way, flags, time, NO_COMMENT);
    }

    /** RFC 9293, section 3.1. What is in the segment of a SYN is options. */
    private void write(Direction way, int flags, Instant time, String comment) throws IOException {
        Side sender = sender(way);
        Side receiver = sender(opposite(way));
        int bytes = packet.position();
        int headerBytes = (flags & SYN) == 0 ? HEADER_BYTES : bytes - ip.bytes();
        ByteBuffer segment = packet.slice(ip.bytes(), bytes - ip.bytes());
        segment.putShort((short) sender.port).putShort((short) receiver.port);
        segment.putInt(sender.next).putInt((flags & ACK) == 0 ? 0 : receiver.next);
        segment.putShort((short) (((headerBytes / Integer.BYTES) << 12) | flags));
        segment.putShort((short) WINDOW).putInt(0);
        ip.put(packet, way, segment.capacity());
        long sum = ip.sumForSegment(segment.capacity()) + Checksum.sum(segment, 0, segment.capacity());
        segment.putShort(CHECKSUM_AT, Checksum.of(sum));
        blocks.writePacket(time, comment);
        sender.next += segment.capacity() - headerBytes + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        receiver.acknowledged = (flags & ACK) == 0 ? receiver.acknowledged : receiver.next;
    }

    private Side sender(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? client : server;
    }

    private static Direction opposite(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER;
    }
}
