package io.parley.room;

import io.parley.log.Entry;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a room that follow each other, encoded: members are handed them together, so that a member is written to
 * once for all. At most {@value #MAX_BYTES} bytes, unless one alone has more: an outbox takes a run whole, or not at
 * all, and who has read all so far must not be cut off for it.
 */
record Run(List<Numbered> entries) {

    private static final int MAX_BYTES = 32 * 1024;

    /** An entry, encoded. */
    record Numbered(Entry entry, EncodedEvent event) {

        long seq() {
            return entry.seq();
        }
    }

    /** Parts entries into as few runs as may be; at least one. */
    static List<Run> of(List<Entry> entries, EventEncoder encoder, RoomName room) {
        List<Run> runs = new ArrayList<>();
        List<Numbered> run = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            EncodedEvent event = encoder.encode(Outbound.of(new Event.Message(room, entry.message())));
            bytes += event.sizeBytes();
            if (bytes > MAX_BYTES && !run.isEmpty()) {
                runs.add(new Run(run));
                run = new ArrayList<>();
                bytes = event.sizeBytes();
            }
            run.add(new Numbered(entry, event));
        }
        runs.add(new Run(run));
        return runs;
    }

    long oldest() {
        return entries.get(0).seq();
    }

    long newest() {
        return entries.get(entries.size() - 1).seq();
    }

    /** The events of all. */
    List<EncodedEvent> events() {
        return entries.stream().map(Numbered::event).toList();
    }
}
