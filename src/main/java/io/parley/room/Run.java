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
 * once for all.
 */
record Run(List<Numbered> entries) {

    /** An entry, encoded. */
    record Numbered(Entry entry, EncodedEvent event) {

        long seq() {
            return entry.seq();
        }
    }

    /** Parts entries into as few runs as may be, at least one, each of so many bytes, unless one entry has more. */
    static List<Run> of(List<Entry> entries, EventEncoder encoder, RoomName room, int maxBytes) {
        List<Run> runs = new ArrayList<>();
        List<Numbered> run = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            EncodedEvent event = encoder.encode(Outbound.of(new Event.Message(room, entry.message())));
            bytes += event.sizeBytes();
            if (bytes > maxBytes && !run.isEmpty()) {
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
