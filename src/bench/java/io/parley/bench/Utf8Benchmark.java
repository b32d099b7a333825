package io.parley.bench;

import io.parley.frame.Utf8Check;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether 1 KiB is UTF-8, through a mask. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Utf8Benchmark {

    private static final int BYTES = 1024;
    private static final int KEY = 0x8142C3F7;

    /** Characters of one byte, of two or of three, or words with one of two bytes in each sentence. */
    public enum Text {
        /** One byte each. */
        ASCII,
        /** A sentence with an accent, again and again. */
        WORDS,
        /** Two bytes each. */
        GREEK,
        /** Three bytes each. */
        CHINESE
    }

    /** What it is made of. */
    @Param
    Text text = Text.ASCII;

    private final Utf8Check check = new Utf8Check();
    private ByteBuffer masked = ByteBuffer.allocate(0);

    /** Made by JMH. */
    public Utf8Benchmark() {}

    /** Masks the text. */
    @Setup
    public void prepare() {
        byte[] clear = switch (text) {
            case ASCII -> "a".repeat(BYTES).getBytes(StandardCharsets.UTF_8);
            case WORDS -> Arrival.text(BYTES);
            case GREEK -> "\u03bb".repeat(BYTES / 2).getBytes(StandardCharsets.UTF_8);
            case CHINESE -> ("\u4e2d".repeat(BYTES / 3) + "a").getBytes(StandardCharsets.UTF_8);
        };
        masked = ByteBuffer.allocateDirect(BYTES);
        for (int i = 0; i < BYTES; i++) {
            masked.put(i, (byte) (clear[i] ^ (KEY >>> (24 - (i % 4) * Byte.SIZE))));
        }
    }

    /**
     * The check alone.
     *
     * @return where the first bad byte is: nowhere
     */
    @Benchmark
    public int check() {
        int end = check.accept(masked, 0, BYTES, KEY, 0);
        if (end != BYTES) {
            throw new IllegalStateException("bad at " + end);
        }
        return end;
    }
}
