package io.parley.frame.trace;

import io.parley.frame.Direction;
import io.parley.frame.inspection.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Writes the frames of one connection as a capture file (pcapng, draft-ietf-opsawg-pcapng) that Wireshark dissects as
 * WebSocket with its default settings. Streams: it holds one TCP segment of 16 KiB, however long a frame is.
 *
 * <p>Each frame has the bytes that it had on the wire: header, mask key, payload (RFC 6455, section 5.2). An asterisk,
 * put before the mask, stands for each byte of a payload that was not kept or is not to be seen. Frames of more than 64
 * MiB are cut off behind what was kept, and a dissector takes what follows that way for their rest. Everything around
 * the frames is made up: IP and TCP headers between the real addresses and ports, without loss or repetition, and a
 * handshake with the real path, without query, parameters, cookies or credentials. If one address is IPv6, the other is
 * written as an IPv4-mapped one.
 *
 * <p>Frames are in clear, even those that went through TLS. Wireshark takes HTTP in clear on port 443 for a mistake,
 * and warns of it at the handshake: so if that is the server's port, 80 is written, and the file's comment says so; the
 * handshake names the port as it was. Other ports, 8443 too, stay as they are. Wireshark 4.0 knows the frames by the
 * handshake on any port, unless another protocol is registered for one of the two, 44818 for example; then its
 * preference {@code tcp.try_heuristic_first} helps, or {@code tshark -d tcp.port==44818,http}. A port that is not known
 * is written as 80 on the server's side and 49152 on the client's.
 *
 * <p>For one thread. After an {@code IOException} the file is broken off, and the writer of no more use.
 */
public final class PcapngWriter {

    private enum Phase {
        NEW,
        BEGUN,
        ENDED
    }

    private static final String APPLICATION = "Parley";
    private static final String NO_COMMENT = "";

    private final OutputStream out;
    private final Route route;
    private final Visibility visibility;
    private final PcapngBlocks blocks;
    private final TcpConversation tcp;
    private Phase phase = Phase.NEW;
    private Instant now = Instant.EPOCH;
    private long lastNumber;

    /**
     * Writes nothing yet.
     *
     * @param out where the file goes, in pieces of a packet; never closed here
     * @param route where the connection went
     * @param visibility how much of the payloads is shown
     */
    public PcapngWriter(OutputStream out, Route route, Visibility visibility) {
        this.out = out;
        this.route = route;
        this.visibility = visibility;
        this.blocks = new PcapngBlocks(out);
        this.tcp = new TcpConversation(blocks, new WrittenRoute(route));
    }

    /**
     * Writes what comes before the first frame: the file's own header, the opening of the TCP connection and the
     * handshake. To be called once, first.
     *
     * @param openedAt when the connection was opened
     * @param comment for people, about the whole file, cut to 8 KiB of UTF-8; may be empty. A second comment says what
     *     is not as it was
     * @throws IOException if the stream does
     * @throws IllegalStateException if it was called before
     */
    public void begin(Instant openedAt, String comment) throws IOException {
        require(Phase.NEW);
        phase = Phase.BEGUN;
        passTo(openedAt);
        blocks.writeSection(APPLICATION, comment, Remarks.of(route, visibility));
        tcp.open(now);
        send(Direction.CLIENT_TO_SERVER, Handshake.request(route));
        send(Direction.SERVER_TO_CLIENT, Handshake.response());
    }

    /**
     * Writes a frame. If its number is not the next one, a comment where it ends says how many are missing; the stream
     * of bytes goes on without a hole.
     *
     * @param frame its number is higher than that of the one before; if its time is earlier, it gets that one's
     * @throws IOException if the stream does
     * @throws IllegalArgumentException if its number is not higher
     * @throws IllegalStateException before the beginning and after the end
     */
    public void write(TracedFrame frame) throws IOException {
        require(Phase.BEGUN);
        if (frame.number() <= lastNumber) {
            throw new IllegalArgumentException("frame " + frame.number() + " after frame " + lastNumber);
        }
        String remark = Remarks.of(frame, frame.number() - lastNumber - 1, visibility);
        lastNumber = frame.number();
        passTo(frame.time());
        FrameBytes bytes = new FrameBytes(frame, visibility);
        while (bytes.hasMore()) {
            bytes.putInto(tcp.segment());
            boolean last = !bytes.hasMore();
            tcp.send(frame.way(), last, now, last ? remark : NO_COMMENT);
        }
    }

    /**
     * Writes the end, and flushes the stream. To be called once, last.
     *
     * @param closed whether the connection is over; else the file ends without the end of the TCP connection
     * @throws IOException if the stream does
     * @throws IllegalStateException before the beginning and after the end
     */
    public void end(boolean closed) throws IOException {
        require(Phase.BEGUN);
        phase = Phase.ENDED;
        if (closed) {
            tcp.close(now);
        }
        out.flush();
    }

    private void send(Direction way, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            ByteBuffer segment = tcp.segment();
            int count = Math.min(rest.remaining(), segment.remaining());
            segment.put(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            tcp.send(way, !rest.hasRemaining(), now, NO_COMMENT);
        }
    }

    /** Time does not run backwards in the file. */
    private void passTo(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    private void require(Phase wanted) {
        if (phase != wanted) {
            throw new IllegalStateException("a file is begun, written and ended, in that order");
        }
    }
}
