package io.parley.it.journal;

import java.util.List;
import java.util.TreeSet;

/** Holds the journals of all people, and the logs that they read at the end, against each other. */
public final class JournalChecker {

    private JournalChecker() {}

    /**
     * What is wrong, room by room.
     *
     * @param journals of all who said something
     * @return nothing where every promise was kept
     */
    public static List<Violation> violations(List<Journal> journals) {
        TreeSet<String> rooms = new TreeSet<>();
        journals.forEach(journal -> rooms.addAll(journal.rooms()));
        return rooms.stream()
                .flatMap(room -> new RoomCheck(room, journals).violations().stream())
                .toList();
    }
}
