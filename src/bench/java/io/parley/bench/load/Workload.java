package io.parley.bench.load;

import java.util.Locale;

/**
 * Who is there, and who says how much.
 *
 * @param name short
 * @param rooms how many
 * @param members of each room, who all read
 * @param publishers of each room: members who also say something
 * @param messagesPerSecond in all rooms together, come what may; 0 where each publisher says the next thing when all
 *     have read its last one
 * @param full whether they come in Parley's full mode; else in plain mode, as any WebSocket client does
 * @param quietRooms further ones, with one member each, in which nothing is said; a connection is in many of them
 */
record Workload(
        String name, int rooms, int members, int publishers, int messagesPerSecond, boolean full, int quietRooms) {

    Workload(String name, int rooms, int members, int publishers, int messagesPerSecond) {
        this(name, rooms, members, publishers, messagesPerSecond, true, 0);
    }

    /** The same people, as any WebSocket client. */
    Workload plain(String plainName) {
        return new Workload(plainName, rooms, members, publishers, messagesPerSecond, false, quietRooms);
    }

    int connections() {
        return rooms * members;
    }

    boolean isIdle() {
        return publishers == 0;
    }

    /** In words. */
    String description() {
        String who = String.format(Locale.ROOT, "%s: %,d room%s of %,d", name, rooms, plural(rooms), members);
        if (quietRooms > 0) {
            who += String.format(Locale.ROOT, ", and %,d quiet ones", quietRooms);
        }
        if (!full) {
            who += ", in plain mode";
        }
        if (isIdle()) {
            return who + ", nobody speaks";
        }
        String how = messagesPerSecond > 0
                ? String.format(Locale.ROOT, "%,d messages a second in all", messagesPerSecond)
                : "each speaks again when all have read it";
        return who + ", " + publishers + (publishers == 1 ? " speaks" : " speak") + " in each, " + how;
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
