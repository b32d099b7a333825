package io.parley.bench;

import io.parley.protocol.EncodedEvent;
import io.parley.session.FanOut;
import io.parley.session.LiveConnection;
import io.parley.session.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an event costs on its way to all members of a room, by the outlet of one thread. The socket is not in it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoundBenchmark {

    /** Of the room. */
    @Param({"10", "1000"})
    int members = 10;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Outlet outlet = new Outlet(tasks::add);
    private final FanOut<LiveConnection> room = new FanOut<>(1 << 20, Function.identity());
    private final List<EncodedEvent> event =
            List.of(new EncodedEvent(new String(Arrival.text(200), StandardCharsets.UTF_8), false));
    private List<GreedyPeer> peers = List.of();

    /** Made by JMH. */
    public RoundBenchmark() {}

    /** They come. */
    @Setup
    public void gather() {
        peers = Stream.generate(() -> new GreedyPeer(outlet)).limit(members).toList();
        room.to(peers.stream().map(GreedyPeer::connection).toList());
    }

    /**
     * To all of them.
     *
     * @return how many bytes have left to the last one so far
     */
    @Benchmark
    public long offerAndGoRound() {
        room.offer(event, Map.of()).run();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return peers.get(members - 1).bytes();
    }
}
