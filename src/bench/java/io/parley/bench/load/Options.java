package io.parley.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a run is told, each by {@code -Dparley.bench.<name>}; the defaults stand in the {@code pom.xml}.
 *
 * @param server which {@link Container}
 * @param servers how many {@link LoadBenchmark} starts, one after the other, at least one
 * @param repetitions of each workload on each target of each server, in turn
 * @param warmUp before the first repetition, for each workload on each target of each server: the server compiles what
 *     it runs, and its collector learns
 * @param window of each repetition
 * @param workloads which, in this order
 * @param transport {@code parley.transport} of the server
 * @param log {@code parley.log} of the server
 * @param sender how the baseline sends, {@code basic} or {@code async}
 * @param heapMib the server's
 * @param ioThreads the server's; 0 for as many as it takes by itself, which on WildFly are two for each processor
 * @param javaHome the server's Java
 */
record Options(
        String server,
        int servers,
        int repetitions,
        Duration warmUp,
        Window window,
        List<Workload> workloads,
        String transport,
        String log,
        String sender,
        int heapMib,
        int ioThreads,
        Path javaHome) {

    private static final String PREFIX = "parley.bench.";

    Options {
        if (servers < 1) {
            throw new IllegalArgumentException(PREFIX + "servers is at least 1");
        }
    }

    static Options read(UnaryOperator<String> properties) {
        UnaryOperator<String> settings = name -> properties.apply(PREFIX + name);
        int seconds = Integer.parseInt(settings.apply("seconds"));
        int warmUp = Integer.parseInt(settings.apply("warm-up"));
        int idle = Integer.parseInt(settings.apply("idle"));
        return new Options(
                settings.apply("server"),
                Integer.parseInt(settings.apply("servers")),
                Integer.parseInt(settings.apply("repetitions")),
                Duration.ofSeconds(warmUp),
                new Window(Duration.ofSeconds(2), Duration.ofSeconds(seconds)),
                Stream.of(settings.apply("workloads").split(","))
                        .flatMap(name -> Workloads.named(name, idle))
                        .toList(),
                settings.apply("transport"),
                settings.apply("log"),
                settings.apply("sender"),
                Integer.parseInt(settings.apply("heap")),
                Integer.parseInt(settings.apply("io-threads")),
                Path.of(settings.apply("java")));
    }

    /**
     * Limits that would stand in the way are off. Presence is told once a second, since all come at once: else those
     * who come first into a room of 10,000 hear of the others so often that the server has time for nothing else.
     */
    List<String> serverSettings() {
        return List.of(
                "-Dparley.bench.sender=" + sender,
                "-Dparley.transport=" + transport,
                "-Dparley.log=" + log,
                "-Dparley.limits.per-address=0",
                "-Dparley.limits.handshakes=0",
                "-Dparley.limits.rate=0",
                "-Dparley.limits.user-rate=0",
                "-Dparley.limits.byte-rate=0",
                "-Dparley.limits.read-rate=0",
                "-Dparley.limits.typing-rate=0",
                "-Dparley.rooms.max=200000",
                "-Dparley.log.memory.rooms=200000",
                "-Dparley.log.dedupe=PT1S",
                "-Dparley.presence.batch=PT1S",
                "-Dparley.presence.names=0");
    }
}
