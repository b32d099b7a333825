package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of one TCP connection, read strictly: headers, lengths and checksums, numbers without a hole or a
 * repetition, nothing sent beyond the window, nothing acknowledged that was not sent.
 */
final class TcpReading {

    /**
     * A segment that is in order.
     *
     * @param time of its packet
     * @param way where it goes
     * @param flags FIN 1, SYN 2, RST 4, PSH 8, ACK 16
     * @param data which may be empty
     * @param comments of its packet
     */
    record Segment(Instant time, Direction way, int flags, ByteBuffer data, List<String> comments) {}

    /** What one side has sent. */
    private static final class Side {
        private final String address;
        private final int port;
        private int next;
        private int acknowledged;
        private int windowShift;
        private boolean begun;
        private boolean finished;

        Side(String address, int port) {
            this.address = address;
            this.port = port;
        }
    }

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;

    private final List<Segment> segments = new ArrayList<>();
    private final Side client;
    private final Side server;

    private TcpReading(List<PcapngFile.Packet> packets) {
        ByteBuffer first = packets.get(0).bytes();
        ByteBuffer tcp = segment(first);
        client = new Side(address(first, true), tcp.getShort(0) & 0xFFFF);
        server = new Side(address(first, false), tcp.getShort(2) & 0xFFFF);
        packets.forEach(this::accept);
    }

    static TcpReading of(List<PcapngFile.Packet> packets) {
        return new TcpReading(packets);
    }

    List<Segment> segments() {
        return segments;
    }

    String client() {
        return client.address + ' ' + client.port;
    }

    String server() {
        return server.address + ' ' + server.port;
    }

    boolean isOver() {
        return client.finished && server.finished && client.acknowledged == client.next;
    }

    private void accept(PcapngFile.Packet packet) {
        ByteBuffer tcp = segment(packet.bytes());
        boolean toServer = address(packet.bytes(), true).equals(client.address)
                && (tcp.getShort(0) & 0xFFFF) == client.port
                && (tcp.getShort(2) & 0xFFFF) == server.port;
        Side sender = toServer ? client : server;
        Side receiver = toServer ? server : client;
        assertThat(address(packet.bytes(), true)).isEqualTo(sender.address);
        assertThat(address(packet.bytes(), false)).isEqualTo(receiver.address);
        assertThat(tcp.getShort(0) & 0xFFFF).isEqualTo(sender.port);
        assertThat(tcp.getShort(2) & 0xFFFF).isEqualTo(receiver.port);
        int flags = tcp.get(13);
        int headerBytes = (tcp.get(12) & 0xF0) >> 2;
        ByteBuffer data = tcp.slice(headerBytes, tcp.capacity() - headerBytes);
        acceptNumbers(sender, receiver, tcp, data.remaining());
        Direction way = toServer ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
        segments.add(new Segment(packet.time(), way, flags, data, packet.comments()));
    }

    private void acceptNumbers(Side sender, Side receiver, ByteBuffer tcp, int dataBytes) {
        int flags = tcp.get(13);
        assertThat((flags & SYN) != 0).as("SYN comes first").isNotEqualTo(sender.begun);
        assertThat(sender.finished && dataBytes > 0).as("data after FIN").isFalse();
        assertThat((flags & ACK) == 0).as("ACK is missing once").isEqualTo(segments.isEmpty());
        if ((flags & SYN) == 0) {
            assertThat(tcp.getInt(4)).isEqualTo(sender.next);
        } else {
            sender.begun = true;
            sender.windowShift = tcp.get(27);
            sender.next = tcp.getInt(4);
            sender.acknowledged = sender.next;
        }
        if ((flags & ACK) == 0) {
            assertThat(tcp.getInt(8)).isZero();
        } else {
            assertThat(tcp.getInt(8)).as("all that was sent").isEqualTo(receiver.next);
            receiver.acknowledged = receiver.next;
        }
        sender.finished |= (flags & FIN) != 0;
        sender.next += dataBytes + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        int window = (tcp.getShort(14) & 0xFFFF) << receiver.windowShift;
        assertThat(sender.next - sender.acknowledged).isLessThanOrEqualTo(window);
    }

    /** What is in an IP packet whose header is in order (RFC 791, section 3.1; RFC 8200, section 3). */
    private static ByteBuffer segment(ByteBuffer packet) {
        boolean v6 = packet.get(0) >> 4 == 6;
        int headerBytes = v6 ? 40 : 20;
        int segmentBytes = packet.capacity() - headerBytes;
        if (v6) {
            assertThat(packet.getInt(0)).isEqualTo(6 << 28);
            assertThat(packet.getShort(4) & 0xFFFF).isEqualTo(segmentBytes);
            assertThat(packet.get(6)).as("next header").isEqualTo((byte) 6);
            assertThat(packet.get(7)).as("hop limit").isPositive();
        } else {
            assertThat(packet.get(0)).isEqualTo((byte) 0x45);
            assertThat(packet.getShort(2) & 0xFFFF).isEqualTo(packet.capacity());
            assertThat(packet.getShort(6)).as("no fragment").isEqualTo((short) 0x4000);
            assertThat(packet.get(8)).as("time to live").isPositive();
            assertThat(packet.get(9)).as("protocol").isEqualTo((byte) 6);
            assertThat(sum(packet.slice(0, 20))).as("checksum of the header").isEqualTo(0xFFFF);
        }
        ByteBuffer covered = ByteBuffer.allocate(40 + segmentBytes);
        covered.put(packet.slice(v6 ? 8 : 12, v6 ? 32 : 8)).putInt(segmentBytes).putInt(6);
        ByteBuffer segment = packet.slice(headerBytes, segmentBytes);
        assertThat(sum(covered.put(segment.duplicate()).flip())).as("checksum").isEqualTo(0xFFFF);
        assertThat(segment.getShort(18)).as("urgent pointer").isZero();
        return segment;
    }

    /** The sum in ones' complement (RFC 1071), word by word. */
    private static int sum(ByteBuffer bytes) {
        int sum = 0;
        while (bytes.hasRemaining()) {
            int high = bytes.get() & 0xFF;
            int low = bytes.hasRemaining() ? bytes.get() & 0xFF : 0;
            sum += high * 256 + low;
            sum = sum > 0xFFFF ? sum - 0xFFFF : sum;
        }
        return sum;
    }

    private static String address(ByteBuffer packet, boolean source) {
        boolean v6 = packet.get(0) >> 4 == 6;
        byte[] address = new byte[v6 ? 16 : 4];
        int first = v6 ? 8 : 12;
        packet.get(source ? first : first + address.length, address);
        if (v6 && address[10] == -1 && address[11] == -1) {
            return "mapped " + (address[12] & 0xFF) + '.' + (address[13] & 0xFF) + '.' + (address[14] & 0xFF) + '.'
                    + (address[15] & 0xFF);
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
