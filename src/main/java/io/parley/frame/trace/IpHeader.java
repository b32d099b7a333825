package io.parley.frame.trace;

import io.parley.frame.Direction;
import java.nio.ByteBuffer;

/** What stands before each TCP segment of one connection (RFC 791, section 3.1; RFC 8200, section 3). */
final class IpHeader {

    private static final int V4_HEADER_BYTES = 20;
    private static final int V6_HEADER_BYTES = 40;
    private static final short VERSION_4_OF_FIVE_WORDS = 0x4500;
    private static final int VERSION_6 = 6 << 28;
    private static final short DO_NOT_FRAGMENT = 0x4000;
    private static final int V4_CHECKSUM_AT = 10;
    private static final byte HOPS = 64;
    private static final byte TCP = 6;

    private final boolean v6;
    private final byte[] client;
    private final byte[] server;
    private final long sumOfAddresses;

    IpHeader(WrittenRoute route) {
        v6 = route.isV6();
        client = route.client();
        server = route.server();
        sumOfAddresses = sum(client) + sum(server);
    }

    private static long sum(byte... address) {
        return Checksum.sum(ByteBuffer.wrap(address), 0, address.length);
    }

    /** How long it is. */
    int bytes() {
        return v6 ? V6_HEADER_BYTES : V4_HEADER_BYTES;
    }

    /** Puts it at the beginning of a packet. */
    void put(ByteBuffer packet, Direction way, int segmentBytes) {
        ByteBuffer header = packet.slice(0, bytes());
        if (v6) {
            header.putInt(VERSION_6).putShort((short) segmentBytes).put(TCP).put(HOPS);
        } else {
            header.putShort(VERSION_4_OF_FIVE_WORDS).putShort((short) (V4_HEADER_BYTES + segmentBytes));
            header.putShort((short) 0).putShort(DO_NOT_FRAGMENT);
            header.put(HOPS).put(TCP).putShort((short) 0);
        }
        boolean toServer = way == Direction.CLIENT_TO_SERVER;
        header.put(toServer ? client : server).put(toServer ? server : client);
        if (!v6) {
            header.putShort(V4_CHECKSUM_AT, Checksum.of(Checksum.sum(header, 0, V4_HEADER_BYTES)));
        }
    }

    /** What of it a segment's checksum covers (RFC 9293, section 3.1; RFC 8200, section 8.1): the same both ways. */
    long sumForSegment(int segmentBytes) {
        return sumOfAddresses + TCP + segmentBytes;
    }
}
