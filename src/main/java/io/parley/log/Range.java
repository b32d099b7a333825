package io.parley.log;

/**
 * Which entries to read: those from {@code from} to {@code to}, both included, taken from one end until a limit is
 * reached. One entry is returned even where it alone is over {@code maxBytes}.
 *
 * @param from the lowest seq wanted
 * @param to the highest seq wanted
 * @param end where to begin taking
 * @param maxEntries how many at most, at least 1
 * @param maxBytes how many bytes of {@link io.parley.protocol.ChatMessage#sizeBytes()} at most
 */
public record Range(long from, long to, End end, int maxEntries, int maxBytes) {

    /** The end of a range at which reading begins. */
    public enum End {
        /** Begin with the lowest seq. */
        OLDEST,
        /** Begin with the highest seq. */
        NEWEST
    }
}
