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
 * @param quietRooms further ones, with one member each, in which nothing is said; a connection is in many of them
 */
record Workload(String name, int rooms, int members, int publishers, int messagesPerSecond, int quietRooms) {

    Workload(String name, int rooms, int members, int publishers, int messagesPerSecond) {
        this(name, rooms, members, publishers, messagesPerSecond, 0);
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
