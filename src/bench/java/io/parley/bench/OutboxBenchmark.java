package io.parley.bench;

import io.parley.protocol.EncodedEvent;
import io.parley.session.LiveConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What an event costs for each member of its room: into the outbox, and out of it as bytes. The socket is not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboxBenchmark {

    /** How many wait when they are sent, all together. */
    @Param({"1", "10"})
    int waiting = 1;

    private final GreedyPeer peer = new GreedyPeer();
    private final LiveConnection connection = peer.connection();
    private final List<EncodedEvent> event =
            List.of(new EncodedEvent(new String(Arrival.text(200), StandardCharsets.UTF_8), false));

    /** Made by JMH. */
    public OutboxBenchmark() {}

    /**
     * As a room does it: events are offered one by one, and sent afterwards.
     *
     * @return how many bytes have left so far
     */
    @Benchmark
    public long offerAndFlush() {
        for (int i = 0; i < waiting; i++) {
            connection.offer(event);
        }
        connection.flush();
        return peer.bytes();
    }
}
