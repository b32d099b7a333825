package io.parley.bench;

import io.parley.codec.CommandDecoder;
import io.parley.codec.JsonEventEncoder;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Inbound;
import io.parley.protocol.Limits;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A message, once for all members of its room: the command that asks for it, and the event that tells it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    /** What its text has, in UTF-8. */
    @Param({"30", "1024"})
    int textBytes = 30;

    private final CommandDecoder decoder = new CommandDecoder(new Limits(65_536, 16_000, 100));
    private final JsonEventEncoder encoder = new JsonEventEncoder();
    private String command = "";
    private Outbound event = Outbound.of(new Event.Ok());

    /** Made by JMH. */
    public CodecBenchmark() {}

    /** Prepares the command and the event. */
    @Setup
    public void prepare() {
        String text = new String(Arrival.text(textBytes), StandardCharsets.UTF_8);
        command =
                "{\"type\":\"message\",\"room\":\"tea\",\"text\":\"" + text + "\",\"id\":\"my-key-17\",\"ref\":\"2\"}";
        event = Outbound.of(new Event.Message(
                new RoomName("tea"),
                new ChatMessage(
                        42,
                        "my-key-17",
                        User.guest("7", "Ann"),
                        Body.of(text),
                        Instant.ofEpochMilli(1_767_225_600_000L))));
    }

    /**
     * From the text of a message to the command.
     *
     * @return the command
     */
    @Benchmark
    public Inbound decode() {
        return decoder.decode(command);
    }

    /**
     * From the event to the frame that all members share.
     *
     * @return the frame
     */
    @Benchmark
    public EncodedEvent encode() {
        return encoder.encode(event);
    }
}
