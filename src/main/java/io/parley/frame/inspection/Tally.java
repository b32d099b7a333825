package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/** The numbers of {@link FrameCounts}, each at its place. One thread at a time counts each way; any thread may read. */
final class Tally {

    private static final List<Opcode> COUNTED =
            List.of(Opcode.CONTINUATION, Opcode.TEXT, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG);
    private static final int[] PLACES = places();

    /** None, up to 16 bytes, and so on by powers of 4 up to 4 MiB, and more. */
    private static final int SIZES = 12;

    private static final int SMALLEST_SIZE_BITS = 4;

    private static final int BYTES_AT = COUNTED.size();
    private static final int FRAGMENTS_AT = 2 * COUNTED.size();
    private static final int SIZES_AT = FRAGMENTS_AT + 1;
    private static final int OF_ONE_WAY = SIZES_AT + SIZES;

    private final AtomicLongArray numbers = new AtomicLongArray(2 * OF_ONE_WAY);

    private static int[] places() {
        int[] places = new int[Opcode.values().length];
        COUNTED.forEach(opcode -> places[opcode.code()] = COUNTED.indexOf(opcode));
        return places;
    }

    private static int start(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? 0 : OF_ONE_WAY;
    }

    /** Where frames of one kind are counted, which is one of the six that mean something. */
    static int place(Direction way, Opcode opcode) {
        return start(way) + PLACES[opcode.code()];
    }

    void frame(int place) {
        add(place, 1);
    }

    long frames(int place) {
        return numbers.getAcquire(place);
    }

    void bytes(int place, long count) {
        add(place + BYTES_AT, count);
    }

    void fragment(Direction way) {
        add(start(way) + FRAGMENTS_AT, 1);
    }

    void message(Direction way, long bytes) {
        add(start(way) + SIZES_AT + size(bytes), 1);
    }

    /** Which of the sizes that is. */
    private static int size(long bytes) {
        if (bytes == 0) {
            return 0;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(bytes - 1);
        return Math.min(1 + (Math.max(bits - SMALLEST_SIZE_BITS, 0) + 1) / 2, SIZES - 1);
    }

    /** Nobody else writes there. */
    private void add(int at, long count) {
        numbers.setRelease(at, numbers.getPlain(at) + count);
    }

    /** Adds what another one has counted. Nobody counts here meanwhile. */
    void add(Tally other) {
        for (int i = 0; i < numbers.length(); i++) {
            add(i, other.numbers.getAcquire(i));
        }
    }

    FrameCounts counts(Map<Rule, Long> refusals) {
        return new FrameCounts(way(Direction.CLIENT_TO_SERVER), way(Direction.SERVER_TO_CLIENT), refusals);
    }

    private FrameCounts.Way way(Direction way) {
        int start = start(way);
        Map<Opcode, Long> frames = new EnumMap<>(Opcode.class);
        Map<Opcode, Long> bytes = new EnumMap<>(Opcode.class);
        for (int i = 0; i < COUNTED.size(); i++) {
            frames.put(COUNTED.get(i), numbers.getAcquire(start + i));
            bytes.put(COUNTED.get(i), numbers.getAcquire(start + BYTES_AT + i));
        }
        return new FrameCounts.Way(
                frames,
                bytes,
                numbers.getAcquire(start + FRAGMENTS_AT),
                LongStream.range(0, SIZES)
                        .mapToObj(i -> numbers.getAcquire(start + SIZES_AT + (int) i))
                        .toList());
    }
}
