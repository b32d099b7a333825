package io.parley.room;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Limits;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/**
 * Writes a room's log out. Any thread that may wait can call, and an application may inject it; not for observers of
 * connections or rooms, and not within a callback of Parley's.
 */
public final class RoomExport {

    private static final int PAGE_BYTES = 1 << 20;

    private final RoomLog log;
    private final EventEncoder encoder;

    /**
     * An export.
     *
     * @param log of all rooms
     * @param encoder writes messages as members see them
     */
    public RoomExport(RoomLog log, EventEncoder encoder) {
        this.log = log;
        this.encoder = encoder;
    }

    /**
     * Writes all that can be read of a room at this moment, the oldest first, as JSON lines in UTF-8: each line is a
     * message as members get it. Blocks; it keeps one page in memory.
     *
     * @param room which
     * @param out gets the lines, and is flushed but not closed
     * @return how many lines there are
     * @throws IOException where the stream fails
     * @throws LogUnavailableException where the log cannot be read, or some of it was taken away meanwhile; what was
     *     written so far is whole lines
     */
    public long write(RoomName room, OutputStream out) throws IOException {
        long lines = 0;
        Page page = read(room, 1, Long.MAX_VALUE);
        Head begun = page.head();
        long last = page.entries().isEmpty() ? begun.newest() : 0;
        while (last < begun.newest()) {
            for (Entry entry : page.entries()) {
                Event message = new Event.Message(room, entry.message());
                out.write((encoder.encode(Outbound.of(message)).text() + "\n").getBytes(StandardCharsets.UTF_8));
                last = entry.seq();
                lines++;
            }
            if (last < begun.newest()) {
                page = behind(last, room, begun);
            }
        }
        out.flush();
        return lines;
    }

    private Page behind(long last, RoomName room, Head begun) {
        Page page = read(room, last + 1, begun.newest());
        if (!page.head().epoch().equals(begun.epoch())
                || page.entries().isEmpty()
                || page.entries().get(0).seq() != last + 1) {
            throw new LogUnavailableException(
                    "some of " + room + " was taken away while it was read, behind " + last, false);
        }
        return page;
    }

    private Page read(RoomName room, long from, long to) {
        try {
            return log.read(room, new Range(from, to, Range.End.OLDEST, Limits.RECOVERY_ENTRIES, PAGE_BYTES))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailableException unavailable ? unavailable : e;
        }
    }
}
