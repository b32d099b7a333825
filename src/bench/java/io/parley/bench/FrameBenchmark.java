package io.parley.bench;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameRules;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame: found, checked, and on its whole way to the container. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {

    /** What comes. */
    @Param
    Arrival arrival = Arrival.PING;

    private final FrameReader reader = new FrameReader();
    private final CheckedFrames checked = new CheckedFrames(new FrameRules(Direction.CLIENT_TO_SERVER));
    private final Chain chain = new Chain();
    private ByteBuffer[] pieces = {};

    /** Made by JMH. */
    public FrameBenchmark() {}

    /** Prepares what comes. */
    @Setup
    public void prepare() {
        pieces = arrival.pieces().toArray(ByteBuffer[]::new);
    }

    /**
     * Syntax alone.
     *
     * @return how many steps it took
     */
    @Benchmark
    public int reader() {
        int steps = 0;
        for (ByteBuffer piece : pieces) {
            piece.rewind();
            while (reader.next(piece) != Step.MORE) {
                steps++;
            }
        }
        return steps;
    }

    /**
     * With all rules of RFC 6455.
     *
     * @return how many steps it took
     */
    @Benchmark
    public int rules() {
        int steps = 0;
        for (ByteBuffer piece : pieces) {
            piece.rewind();
            while (checked.next(piece) != Step.MORE) {
                steps++;
            }
        }
        return steps;
    }

    /**
     * As a server does it: rules, statistics, limits, and what waits for the container, which works it off.
     *
     * @return how many bytes may be passed on
     */
    @Benchmark
    public int chain() {
        int passed = 0;
        for (ByteBuffer piece : pieces) {
            passed += chain.accept(piece.rewind());
        }
        chain.workOff();
        return passed;
    }
}
