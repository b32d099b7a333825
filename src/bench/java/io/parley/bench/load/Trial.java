package io.parley.bench.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One workload, once: gathers a crowd, has it speak, and measures. For one thread. */
final class Trial {

    /** For what still has to be told about who came, and for the server's compiler. */
    private static final Duration REST = Duration.ofMillis(500);

    private final BenchServer server;
    private final Workload workload;
    private final Tally tally = new Tally();
    private final CpuClock ownCpu = new CpuClock(ProcessHandle.current().pid());
    private Speech speech = new TurnTaking(List.of());

    Trial(BenchServer server, Workload workload) {
        this.server = server;
        this.workload = workload;
    }

    /** What there was at one moment. */
    private record Moment(long nanoTime, Duration serverCpu, Duration ownCpu, long deliveries) {}

    /** With everybody in rooms whose names begin like this, on one of the targets. */
    Map<Figure, Double> run(Target target, String rooms, Window window) {
        try (Crowd crowd = new Crowd(target, server.port(), this::read)) {
            crowd.gather(rooms, workload);
            crowd.listen(REST);
            speech = workload.messagesPerSecond() == 0
                    ? new TurnTaking(crowd.publishers())
                    : new Timetable(crowd.publishers(), workload.messagesPerSecond());
            speech.begin();
            crowd.listen(window.warmUp());
            tally.restart();
            Moment begin = now();
            crowd.listen(window.measured());
            Map<Figure, Double> figures = figures(begin, now());
            speech.end();
            crowd.listensUntil(() -> crowd.publishers().stream().allMatch(Publisher::isReadByAll));
            long missing =
                    crowd.publishers().stream().mapToLong(Publisher::missing).sum();
            figures.put(Figure.FAULTS, (double) (tally.faults() + Math.abs(missing)));
            return figures;
        }
    }

    private void read(Publisher publisher, long sentAt, boolean isNext) {
        tally.delivered(System.nanoTime() - sentAt);
        if (!isNext) {
            tally.fault();
        }
        if (publisher.wasRead()) {
            speech.reachedAll(publisher);
        }
    }

    private Moment now() {
        return new Moment(System.nanoTime(), server.cpu(), ownCpu.used(), tally.deliveries());
    }

    private Map<Figure, Double> figures(Moment begin, Moment end) {
        double nanos = end.nanoTime() - begin.nanoTime();
        double deliveries = end.deliveries() - begin.deliveries();
        double serverNanos = end.serverCpu().minus(begin.serverCpu()).toNanos();
        double ownNanos = end.ownCpu().minus(begin.ownCpu()).toNanos();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CPU_PER_DELIVERY, serverNanos / 1000 / deliveries);
        figures.put(Figure.DELIVERIES, deliveries / nanos * TimeUnit.SECONDS.toNanos(1));
        figures.put(Figure.P50, tally.millis(50));
        figures.put(Figure.P99, tally.millis(99));
        figures.put(Figure.P999, tally.millis(99.9));
        figures.put(Figure.GENERATOR, 100 * ownNanos / nanos);
        return figures;
    }
}
