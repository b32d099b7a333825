package io.parley.bench.load;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The workloads that there are, by name. Some names stand for a series, which grows by tens. */
final class Workloads {

    private static final int SMALL_ROOM = 10;
    private static final int DELIVERIES_PER_SECOND = 20_000;

    /** In which something is said, however many there are. */
    private static final int BUSY_ROOMS = 100;

    private Workloads() {}

    /** A workload, a series, or one of a series, such as {@code size-100}. */
    static Stream<Workload> named(String name, int idleConnections) {
        String series = name.replaceFirst("-.*", "");
        if (!series.equals(name)) {
            return named(series, idleConnections)
                    .filter(workload -> workload.name().equals(name));
        }
        return switch (name) {
            case "W1" -> Stream.of(new Workload(name, 1, 1000, 10, 0));
            case "W1w1" -> Stream.of(new Workload(name, 1, 1000, 1, 0));
            case "W2" -> Stream.of(new Workload(name, 1000, SMALL_ROOM, 1, 0));
            case "W3b" -> Stream.of(new Workload(name, 100, SMALL_ROOM, 1, DELIVERIES_PER_SECOND / SMALL_ROOM));
            case "idle" -> Stream.of(new Workload(name, Math.max(1, idleConnections / SMALL_ROOM), SMALL_ROOM, 0, 0));
            case "plain" -> named("idle", idleConnections).map(idle -> idle.plain(name));
            case "size" -> tens(4).mapToObj(size -> size(name, size));
            case "rooms" -> tens(5).mapToObj(rooms -> rooms(name, rooms));
            default -> throw new IllegalArgumentException("no workload is called " + name);
        };
    }

    /** A room of that many members, and as many deliveries as in one of any other size. */
    private static Workload size(String series, int size) {
        return new Workload(series + "-" + size, 1, size, 1, DELIVERIES_PER_SECOND / size);
    }

    /** The same that is said in few rooms, beside more and more others. */
    private static Workload rooms(String series, int rooms) {
        int busy = Math.min(rooms, BUSY_ROOMS);
        return new Workload(
                series + "-" + rooms, busy, SMALL_ROOM, 1, DELIVERIES_PER_SECOND / SMALL_ROOM, true, rooms - busy);
    }

    /** 10, 100 and so on. */
    private static IntStream tens(int count) {
        return IntStream.iterate(10, ten -> ten * 10).limit(count);
    }
}
