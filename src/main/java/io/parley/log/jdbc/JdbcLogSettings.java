package io.parley.log.jdbc;

import io.parley.log.RetentionRules;
import java.time.Duration;

/**
 * The bounds and times of the log in a database.
 *
 * @param dedupe how long an idempotency key is remembered; zero for not at all
 * @param waiting what may wait to be stored
 * @param tails what is kept in memory of rooms that are followed
 * @param times how long, and how often
 * @param retention how long entries are kept, by room
 */
public record JdbcLogSettings(Duration dedupe, Waiting waiting, Tails tails, Times times, RetentionRules retention) {

    /**
     * How long, and how often.
     *
     * @param timeout after which the database has not answered
     * @param poll between looks for what other nodes have stored
     * @param housekeeping between looks for what is over
     * @param setAside how long publications that no room could take are kept
     */
    public record Times(Duration timeout, Duration poll, Duration housekeeping, Duration setAside) {}

    /**
     * What may wait to be stored; beyond that, drafts are refused at once.
     *
     * @param entries how many drafts, at least 1
     * @param bytes what they may take, at least 1; a single one always may
     * @param time how long one may wait for its transaction to begin, and how long the outcome of a commit is looked
     *     for
     */
    public record Waiting(int entries, long bytes, Duration time) {}

    /**
     * What is kept in memory of rooms that are followed: their newest entries.
     *
     * @param entries of one room, at least 1
     * @param bytes of one room, at least 1; the newest entry always stays
     * @param totalBytes of all rooms, at least 1
     */
    public record Tails(int entries, int bytes, long totalBytes) {}

    /**
     * Checks the bounds.
     *
     * @param dedupe not negative
     * @param waiting bounds of at least 1
     * @param tails bounds of at least 1
     * @param times positive
     * @param retention any
     * @throws IllegalArgumentException if one is out of its range
     */
    public JdbcLogSettings {
        if (waiting.entries() < 1 || waiting.bytes() < 1) {
            throw new IllegalArgumentException("one draft at least may wait");
        }
        if (tails.entries() < 1 || tails.bytes() < 1 || tails.totalBytes() < 1) {
            throw new IllegalArgumentException("entries and bytes of a tail are at least 1");
        }
        if (dedupe.isNegative()
                || !isPositive(waiting.time())
                || !isPositive(times.timeout())
                || !isPositive(times.poll())
                || !isPositive(times.housekeeping())
                || !isPositive(times.setAside())) {
            throw new IllegalArgumentException("dedupe is not negative, and the other times are positive");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
