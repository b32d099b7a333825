package io.parley.bench.load;

/**
 * Who is there, and who says how much.
 *
 * @param name short
 * @param rooms how many
 * @param members of each room, who all read
 * @param publishers of each room: members who also say something
 * @param messagesPerSecond in all rooms together, come what may; 0 where each publisher says the next thing when all
 *     have read its last one
 */
record Workload(String name, int rooms, int members, int publishers, int messagesPerSecond) {

    int connections() {
        return rooms * members;
    }

    boolean isIdle() {
        return publishers == 0;
    }

    /** The same with nobody who says anything. */
    static Workload idle(int connections) {
        int members = 10;
        return new Workload("idle", Math.max(1, connections / members), members, 0, 0);
    }

    /** In words. */
    String description() {
        String who = "%s: %,d room%s of %,d".formatted(name, rooms, rooms == 1 ? "" : "s", members);
        if (isIdle()) {
            return who + ", nobody speaks";
        }
        String how = messagesPerSecond > 0
                ? "%,d messages a second in all".formatted(messagesPerSecond)
                : "each speaks again when all have read it";
        return who + ", " + publishers + (publishers == 1 ? " speaks" : " speak") + " in each, " + how;
    }
}
