package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The numbers of {@link FrameCounts}, each at its place. One thread at a time counts each way; any thread may read. */
final class Tally {

    private static final List<Opcode> COUNTED =
            List.of(Opcode.TEXT, Opcode.CONTINUATION, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG);
    private static final int[] PLACES = places();

    /** None, up to 16 bytes, and so on by powers of 4 up to 4 MiB, and more. */
    private static final int SIZES = 12;

    private static final int SMALLEST_SIZE_BITS = 4;

    /** Frames of one kind, and their bytes. */
    private static final int OF_ONE_KIND = 2;

    /** Directly behind the texts: what a text changes is mostly in one line of the processor's cache. */
    private static final int SIZES_AT = OF_ONE_KIND;

    private static final int FRAGMENTS_AT = OF_ONE_KIND * COUNTED.size() + SIZES;
    private static final int OF_ONE_WAY = FRAGMENTS_AT + 1;

    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] numbers = new long[2 * OF_ONE_WAY];

    private static int[] places() {
        int[] places = new int[Opcode.values().length];
        for (Opcode opcode : COUNTED) {
            int kind = COUNTED.indexOf(opcode);
            places[opcode.code()] = kind == 0 ? 0 : SIZES + OF_ONE_KIND * kind;
        }
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
        return get(place);
    }

    void bytes(int place, long count) {
        add(place + 1, count);
    }

    void fragment(Direction way) {
        add(start(way) + FRAGMENTS_AT, 1);
    }

    /** A text in a single frame. */
    void text(Direction way, int size) {
        int place = place(way, Opcode.TEXT);
        frame(place);
        bytes(place, size);
        message(way, size);
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
        NUMBER.setRelease(numbers, at, numbers[at] + count);
    }

    private long get(int at) {
        return (long) NUMBER.getAcquire(numbers, at);
    }

    /** Adds what another one has counted. Nobody counts here meanwhile. */
    void add(Tally other) {
        for (int i = 0; i < numbers.length; i++) {
            add(i, other.get(i));
        }
    }

    FrameCounts counts(Map<Rule, Long> refusals) {
        return new FrameCounts(way(Direction.CLIENT_TO_SERVER), way(Direction.SERVER_TO_CLIENT), refusals);
    }

    private FrameCounts.Way way(Direction way) {
        Map<Opcode, Long> frames = new EnumMap<>(Opcode.class);
        Map<Opcode, Long> bytes = new EnumMap<>(Opcode.class);
        for (Opcode opcode : COUNTED) {
            frames.put(opcode, get(place(way, opcode)));
            bytes.put(opcode, get(place(way, opcode) + 1));
        }
        return new FrameCounts.Way(
                frames,
                bytes,
                get(start(way) + FRAGMENTS_AT),
                LongStream.range(0, SIZES)
                        .mapToObj(i -> get(start(way) + SIZES_AT + (int) i))
                        .toList());
    }
}
