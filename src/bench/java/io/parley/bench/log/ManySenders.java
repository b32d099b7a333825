package io.parley.bench.log;

import io.parley.log.Draft;
import io.parley.log.RoomLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A hundred senders, each of whom says the next thing when the last is stored, into one room or spread over as many as
 * there are: through the log, and each in a transaction of its own. Who begins changes.
 */
final class ManySenders implements Trial {

    private static final int SENDERS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final BenchDatabase database;
    private final int rooms;
    private final Duration measured;
    private final List<Way> order = new ArrayList<>(List.of(Way.values()));

    ManySenders(BenchDatabase database, int rooms, Duration measured) {
        this.database = database;
        this.rooms = rooms;
        this.measured = measured;
    }

    @Override
    public void run(Samples samples) throws SQLException {
        Map<Way, Meter> meters = new EnumMap<>(Way.class);
        for (Way way : order) {
            meters.put(way, measure(way, Rooms.make(database, rooms)));
        }
        Collections.reverse(order);
        String where = "%d senders in %d %s: ".formatted(SENDERS, rooms, rooms == 1 ? "room" : "rooms");
        meters.forEach((way, meter) -> samples.add(where + way.title() + ", messages/s", meter.perSecond()));
        double plain = Objects.requireNonNull(meters.get(Way.PLAIN)).perSecond();
        samples.add(
                where + "the log by a transaction each, times",
                Objects.requireNonNull(meters.get(Way.LOG)).perSecond() / plain);
        meters.forEach((way, meter) -> {
            samples.addPercentiles(where + way.title(), meter);
            samples.add(where + way.title() + ", p99.9, ms", meter.millis(99.9));
        });
    }

    private Meter measure(Way way, Rooms trial) throws SQLException {
        Meter meter = new Meter(SENDERS);
        if (way == Way.PLAIN) {
            plain(trial, meter);
        } else {
            log(trial, meter, way);
        }
        long entries = trial.entries(database);
        if (entries != meter.acks()) {
            throw new IllegalStateException(meter.acks() + " acks, but " + entries + " entries");
        }
        return meter;
    }

    private void log(Rooms trial, Meter meter, Way way) {
        try (LogNode node = new LogNode(database.pool().source())) {
            for (int room = 0; room < trial.count(); room++) {
                node.follow(trial.name(room));
            }
            IntStream.range(0, SENDERS)
                    .mapToObj(sender -> new LogSender(node.log(), trial, meter, way, sender))
                    .forEach(LogSender::say);
            meter.measure(WARM_UP, measured);
        }
    }

    private record LogSender(RoomLog log, Rooms trial, Meter meter, Way way, int sender) {

        void say() {
            if (meter.isEnded()) {
                meter.leave();
                return;
            }
            Draft draft = way == Way.LOG_WITH_KEYS ? Words.keyed(sender) : Words.draft(sender);
            long begun = System.nanoTime();
            log.append(trial.name(sender % trial.count()), draft).whenComplete((appended, failure) -> {
                if (failure == null) {
                    meter.stored(begun);
                } else {
                    meter.fail(failure);
                }
                say();
            });
        }
    }

    private void plain(Rooms trial, Meter meter) {
        PlainStore store = new PlainStore(database);
        List<Thread> threads = IntStream.range(0, SENDERS)
                .mapToObj(sender -> new Thread(() -> say(store, trial.id(sender % trial.count()), sender, meter)))
                .toList();
        threads.forEach(Thread::start);
        meter.measure(WARM_UP, measured);
    }

    private static void say(PlainStore store, long room, int sender, Meter meter) {
        try {
            while (!meter.isEnded()) {
                long begun = System.nanoTime();
                store.append(room, sender);
                meter.stored(begun);
            }
        } catch (SQLException e) {
            meter.fail(e);
        } finally {
            meter.leave();
        }
    }
}
