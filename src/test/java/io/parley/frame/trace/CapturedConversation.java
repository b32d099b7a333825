package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.PayloadSlice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a capture file tells of a WebSocket connection. */
final class CapturedConversation {

    /**
     * A frame as it was found; each ends with its segment.
     *
     * @param way where it goes
     * @param header as it was read
     * @param payload in clear, as Latin-1
     * @param time of the packet where it ends
     * @param comments of that packet
     */
    record Found(Direction way, HeaderSnapshot header, String payload, Instant time, List<String> comments) {}

    /** One way: an HTTP message's head, then frames. */
    private static final class Stream {
        private final FrameReader reader = new FrameReader();
        private final PayloadSlice slice = new PayloadSlice();
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
        private String head = "";

        boolean isInHead() {
            return !head.endsWith("\r\n\r\n");
        }

        /** Whether a frame is over then. */
        boolean read(ByteBuffer data) {
            Step step = reader.next(data);
            if (step == Step.HEADER) {
                payload.reset();
            }
            while (step == Step.HEADER || step == Step.PAYLOAD) {
                if (step == Step.PAYLOAD) {
                    slice.show(data, reader);
                    ByteBuffer clear = ByteBuffer.allocate(slice.length());
                    slice.copyTo(clear);
                    payload.writeBytes(clear.array());
                }
                step = reader.next(data);
            }
            assertThat(data.hasRemaining()).isFalse();
            return step == Step.END;
        }
    }

    private final PcapngFile file;
    private final TcpReading tcp;
    private final Stream fromClient = new Stream();
    private final Stream fromServer = new Stream();
    private final List<Found> frames = new ArrayList<>();

    private CapturedConversation(byte... bytes) {
        file = PcapngFile.read(bytes);
        tcp = TcpReading.of(file.packets());
        tcp.segments().stream().filter(segment -> (segment.flags() & 2) == 0).forEach(this::accept);
    }

    static CapturedConversation read(byte... bytes) {
        return new CapturedConversation(bytes);
    }

    PcapngFile file() {
        return file;
    }

    TcpReading tcp() {
        return tcp;
    }

    List<Found> frames() {
        return frames;
    }

    String head(Direction way) {
        return stream(way).head;
    }

    private Stream stream(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? fromClient : fromServer;
    }

    private void accept(TcpReading.Segment segment) {
        Stream stream = stream(segment.way());
        boolean pushed = (segment.flags() & 8) != 0;
        if (!segment.data().hasRemaining()) {
            assertThat(pushed).isFalse();
        } else if (stream.isInHead()) {
            stream.head += StandardCharsets.US_ASCII.decode(segment.data());
            assertThat(stream.isInHead()).isNotEqualTo(pushed);
        } else {
            boolean over = stream.read(segment.data());
            assertThat(over).isEqualTo(pushed);
            if (over) {
                add(segment, stream);
            }
        }
    }

    private void add(TcpReading.Segment segment, Stream stream) {
        String payload = stream.payload.toString(StandardCharsets.ISO_8859_1);
        HeaderSnapshot header = stream.reader.header().snapshot();
        frames.add(new Found(segment.way(), header, payload, segment.time(), segment.comments()));
    }
}
