package io.parley.log.jdbc;

import java.util.stream.IntStream;

/** What JDBC answers to a batch. */
final class Batches {

    private Batches() {}

    /** Whether each statement of a batch has changed one row. */
    static boolean allChanged(int[] counts) {
        return IntStream.of(counts).allMatch(count -> count == 1);
    }
}
