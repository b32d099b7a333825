package io.parley.it.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What one reader is shown of one room on one connection. For one thread at a time. */
public final class Stay {

    private final Entrance entrance;
    private final List<Seen> filled = new ArrayList<>();
    private final List<Seen> heard = new ArrayList<>();

    /** Begins with the answer to a join. */
    public Stay(Entrance entrance) {
        this.entrance = entrance;
    }

    /** An entry between what was read before and the page, read by {@code history}. */
    public void fills(Seen entry) {
        filled.add(entry);
    }

    /** An entry that came as an event. */
    public void hears(Seen entry) {
        heard.add(entry);
    }

    /** How it began. */
    public Entrance entrance() {
        return entrance;
    }

    /** Up to where the events have come. */
    public long lastHeard() {
        return heard.isEmpty()
                ? entrance.newest().seq()
                : heard.get(heard.size() - 1).seq();
    }

    List<Seen> filled() {
        return Collections.unmodifiableList(filled);
    }

    List<Seen> heard() {
        return Collections.unmodifiableList(heard);
    }

    /** All that was shown. */
    Stream<Seen> shown() {
        return Stream.of(filled, entrance.page(), heard).flatMap(List::stream);
    }

    String epoch() {
        return entrance.newest().epoch();
    }
}
