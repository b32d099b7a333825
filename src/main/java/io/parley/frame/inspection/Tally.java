package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The numbers of {@link FrameCounts}, each at its place. One thread at a time counts each way; any thread may read.
 * Most connections see few kinds of frames, and no big ones: there is memory for those at first, and for all when
 * another one comes.
 */
final class Tally {

    private static final List<Opcode> COUNTED =
            List.of(Opcode.TEXT, Opcode.CONTINUATION, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG);
    /** None, up to 16 bytes, and so on by powers of 4 up to 4 MiB, and more. */
    private static final int SIZES = 12;

    private static final int SMALLEST_SIZE_BITS = 4;

    /** Frames of one kind, and their bytes. */
    private static final int OF_ONE_KIND = 2;

    /** Up to 1 KiB, as most messages are. */
    private static final int SMALL_SIZES = 5;

    private static final int TEXTS_AT = 0;

    /** Directly behind the texts: what a text changes is mostly in one line of the processor's cache. */
    private static final int SMALL_SIZES_AT = TEXTS_AT + OF_ONE_KIND;

    private static final int PINGS_AT = SMALL_SIZES_AT + SMALL_SIZES;
    private static final int PONGS_AT = PINGS_AT + OF_ONE_KIND;

    /** What mostly comes is before this. */
    private static final int AT_FIRST = PONGS_AT + OF_ONE_KIND;

    private static final int OTHER_SIZES_AT = AT_FIRST;
    private static final int CONTINUATIONS_AT = OTHER_SIZES_AT + SIZES - SMALL_SIZES;
    private static final int BINARIES_AT = CONTINUATIONS_AT + OF_ONE_KIND;
    private static final int CLOSES_AT = BINARIES_AT + OF_ONE_KIND;
    private static final int FRAGMENTS_AT = CLOSES_AT + OF_ONE_KIND;
    private static final int OF_ONE_WAY = FRAGMENTS_AT + 1;

    private static final long[] NONE = {};
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);

    /** From the client, as many as were needed so far. */
    private volatile long[] in = NONE;

    /** From the server. */
    private volatile long[] out = NONE;

    private static int start(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? 0 : OF_ONE_WAY;
    }

    /** Where frames of one kind are counted, which is one of the six that mean something. */
    static int place(Direction way, Opcode opcode) {
        return start(way)
                + switch (opcode) {
                    case CONTINUATION -> CONTINUATIONS_AT;
                    case BINARY -> BINARIES_AT;
                    case CLOSE -> CLOSES_AT;
                    case PING -> PINGS_AT;
                    case PONG -> PONGS_AT;
                    default -> TEXTS_AT;
                };
    }

    private static int sizePlace(Direction way, int size) {
        return start(way) + (size < SMALL_SIZES ? SMALL_SIZES_AT : OTHER_SIZES_AT - SMALL_SIZES) + size;
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
        add(sizePlace(way, size(bytes)), 1);
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
        if (at < OF_ONE_WAY) {
            long[] numbers = withPlace(in, at);
            if (numbers != in) {
                in = numbers;
            }
            add(numbers, at, count);
        } else {
            long[] numbers = withPlace(out, at - OF_ONE_WAY);
            if (numbers != out) {
                out = numbers;
            }
            add(numbers, at - OF_ONE_WAY, count);
        }
    }

    private static void add(long[] numbers, int at, long count) {
        NUMBER.setRelease(numbers, at, numbers[at] + count);
    }

    /** The same, or more of them. Who reads meanwhile may see those of before. */
    private static long[] withPlace(long[] numbers, int at) {
        return at < numbers.length ? numbers : Arrays.copyOf(numbers, at < AT_FIRST ? AT_FIRST : OF_ONE_WAY);
    }

    private long get(int at) {
        return at < OF_ONE_WAY ? get(in, at) : get(out, at - OF_ONE_WAY);
    }

    private static long get(long[] numbers, int at) {
        return at < numbers.length ? (long) NUMBER.getAcquire(numbers, at) : 0;
    }

    /** Adds what another one has counted. Nobody counts here meanwhile. */
    void add(Tally other) {
        for (int i = 0; i < 2 * OF_ONE_WAY; i++) {
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
                IntStream.range(0, SIZES)
                        .mapToObj(size -> get(sizePlace(way, size)))
                        .toList());
    }
}
