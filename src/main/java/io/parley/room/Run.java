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

    private static final System.Logger LOG = System.getLogger("io.parley.room");

    /** An entry, encoded. */
    record Numbered(Entry entry, EncodedEvent event) {

        long seq() {
            return entry.seq();
        }
    }

    /**
     * Parts entries into as few runs as may be, each of so many bytes, unless one entry has more. One that cannot be
     * written is in none: the others need not suffer for it.
     */
    static List<Run> of(List<Entry> entries, EventEncoder encoder, RoomName room, int maxBytes) {
        List<Numbered> all = encoded(entries, encoder, room);
        List<Run> runs = new ArrayList<>(1);
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            int size = all.get(i).event().sizeBytes();
            bytes += size;
            if (bytes > maxBytes && i > begin) {
                runs.add(new Run(all.subList(begin, i)));
                begin = i;
                bytes = size;
            }
        }
        if (begin < all.size()) {
            runs.add(new Run(all.subList(begin, all.size())));
        }
        return runs;
    }

    private static List<Numbered> encoded(List<Entry> entries, EventEncoder encoder, RoomName room) {
        List<Numbered> encoded = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            try {
                Event message = new Event.Message(room, entry.message());
                encoded.add(new Numbered(entry, encoder.encode(Outbound.of(message))));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "entry " + entry.seq() + " of " + room + " cannot be written", e);
            }
        }
        return encoded;
    }

    long oldest() {
        return entries.get(0).seq();
    }

    long newest() {
        return entries.get(entries.size() - 1).seq();
    }

    /** The events of all. */
    List<EncodedEvent> events() {
        List<EncodedEvent> events = new ArrayList<>(entries.size());
        for (Numbered next : entries) {
            events.add(next.event());
        }
        return events;
    }
}
