package io.parley.frame.trace;

import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Frames of a test, in their order, and the file that they make. */
final class Recording {

    static final Instant OPENED = Instant.parse("2026-01-31T12:00:00.123456789Z");
    static final Endpoint CLIENT = new Endpoint("192.0.2.7", 50123);
    static final Endpoint SERVER = new Endpoint("198.51.100.1", 8080);
    static final Route ROUTE = new Route(CLIENT, SERVER, false, "/chat/tea");
    static final OptionalInt KEY = OptionalInt.of(0x8142C3F7);
    static final OptionalInt UNMASKED = OptionalInt.empty();

    private static final Opcode[] OPCODES = Opcode.values();
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 125, 126, 127, 1000, 16_370, 16_374, 16_375, 16_384, 32_768, 65_535, 65_536, 70_001
    };

    private final List<TracedFrame> frames = new ArrayList<>();
    private Instant time = OPENED;
    private long number = 1;

    List<TracedFrame> frames() {
        return frames;
    }

    /** Leaves out numbers. */
    Recording lose(int count) {
        number += count;
        return this;
    }

    Recording fromClient(int firstByte, String payload) {
        return add(Direction.CLIENT_TO_SERVER, firstByte, KEY, payload);
    }

    Recording fromServer(int firstByte, String payload) {
        return add(Direction.SERVER_TO_CLIENT, firstByte, UNMASKED, payload);
    }

    private Recording add(Direction way, int firstByte, OptionalInt key, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        return add(way, header(firstByte, key, bytes.length), bytes);
    }

    /** A frame of whose payload only the beginning may be there. */
    Recording add(Direction way, HeaderSnapshot header, byte... kept) {
        return addAt(time.plus(Duration.ofMillis(1)), way, header, kept);
    }

    Recording addAt(Instant when, Direction way, HeaderSnapshot header, byte... kept) {
        time = when;
        // Neither the buffer's beginning nor its end is that of its array
        ByteBuffer payload = ByteBuffer.allocate(kept.length + 5);
        payload.put(3, kept).position(3).limit(3 + kept.length);
        frames.add(new TracedFrame(number++, when, way, header, payload.asReadOnlyBuffer()));
        return this;
    }

    /** Frames of all kinds and sizes, some of which nobody would let pass. */
    static Recording random(Random random, int count) {
        Recording recording = new Recording();
        for (int i = 0; i < count; i++) {
            int length = LENGTHS[random.nextInt(LENGTHS.length)];
            OptionalInt key = random.nextBoolean() ? OptionalInt.of(random.nextInt()) : UNMASKED;
            byte[] kept = new byte[random.nextInt(3) == 0 ? random.nextInt(length + 1) : length];
            random.nextBytes(kept);
            Direction way = random.nextBoolean() ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
            recording
                    .lose(random.nextInt(5) == 0 ? random.nextInt(100) : 0)
                    .add(way, header(random.nextInt(256), key, length), kept);
        }
        return recording;
    }

    static HeaderSnapshot header(int firstByte, OptionalInt key, long length) {
        return new HeaderSnapshot(firstByte > 127, firstByte / 16 % 8, OPCODES[firstByte % 16], key, length);
    }

    byte[] file(Visibility visibility) {
        return file(ROUTE, visibility);
    }

    byte[] file(Route route, Visibility visibility) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PcapngWriter writer = new PcapngWriter(out, route, visibility);
            writer.begin(OPENED, "");
            for (TracedFrame frame : frames) {
                writer.write(frame);
            }
            writer.end(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** What a reader is to find of a payload, as Latin-1. */
    static String expected(TracedFrame frame, Visibility visibility) {
        String kept =
                StandardCharsets.ISO_8859_1.decode(frame.payload().duplicate()).toString();
        String shown = kept;
        if (visibility == Visibility.REDACTED) {
            boolean code = frame.header().opcode() == Opcode.CLOSE && kept.length() >= 2;
            shown = code ? kept.substring(0, 2) : "";
        }
        return shown + "*".repeat((int) frame.header().payloadLength() - shown.length());
    }
}
