package io.parley.log;

/**
 * How it goes with the logs of this node: what was done since it started, and what is there now. The parts are counted
 * while others work, so they need not be of the very same moment.
 *
 * @param waiting what waits to be stored now; nothing ever waits for a log in memory
 * @param writes what became of what was to be stored
 * @param reads where pages came from
 * @param upkeep what was taken away because its time was over; by a log in memory, nothing is counted
 * @param memoryBytes what entries and keys take of the memory now, as the settings count it: the tails of live rooms
 *     ({@code parley.log.tail-total-bytes}) and logs in memory ({@code parley.log.memory.total-bytes})
 */
public record LogStatistics(Waiting waiting, Writes writes, Reads reads, Upkeep upkeep, long memoryBytes) {

    /** Nothing was done, and nothing is there. */
    public static final LogStatistics NONE =
            new LogStatistics(new Waiting(0, 0), new Writes(0, 0, 0, 0, 0), new Reads(0, 0), new Upkeep(0, 0), 0);

    /**
     * What waits to be stored at this moment.
     *
     * @param messages how many; at most {@code parley.log.waiting}
     * @param bytes what they take of the memory
     */
    public record Waiting(long messages, long bytes) {}

    /**
     * What became of messages.
     *
     * @param answered messages that were stored, or found under their key
     * @param transactions committed transactions in which that was done; of a log in memory, none
     * @param refused messages that were not stored: there was no place, the database failed, or did not want them
     * @param uncertain messages of which nobody knows whether they were stored
     * @param triedAgain transactions that were begun anew, because others disturbed them or the connection broke
     */
    public record Writes(long answered, long transactions, long refused, long uncertain, long triedAgain) {}

    /**
     * Where pages came from.
     *
     * @param fromDatabase pages that were read from the database, those that this node was behind included; what
     *     several wanted at the same time counts once
     * @param fromMemory pages that were answered from memory
     */
    public record Reads(long fromDatabase, long fromMemory) {}

    /**
     * What was taken away by this node.
     *
     * @param keys idempotency keys whose window was over
     * @param entries entries that were behind the retention of their room
     */
    public record Upkeep(long keys, long entries) {}

    /**
     * Of several logs together.
     *
     * @param other of another one
     * @return the sums
     */
    public LogStatistics plus(LogStatistics other) {
        return new LogStatistics(
                new Waiting(waiting.messages + other.waiting.messages, waiting.bytes + other.waiting.bytes),
                new Writes(
                        writes.answered + other.writes.answered,
                        writes.transactions + other.writes.transactions,
                        writes.refused + other.writes.refused,
                        writes.uncertain + other.writes.uncertain,
                        writes.triedAgain + other.writes.triedAgain),
                new Reads(reads.fromDatabase + other.reads.fromDatabase, reads.fromMemory + other.reads.fromMemory),
                new Upkeep(upkeep.keys + other.upkeep.keys, upkeep.entries + other.upkeep.entries),
                memoryBytes + other.memoryBytes);
    }
}
