package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Ack;
import io.parley.it.journal.Attempt;
import io.parley.it.journal.Entrance;
import io.parley.it.journal.Position;
import io.parley.it.journal.Seen;
import io.parley.it.journal.Stay;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Regular}: what is said on it, and what is heard. For one thread. */
final class Visit {

    /** Before a command is sent again that the server could not do. */
    private static final Duration LATER = Duration.ofMillis(100);

    /** For the last messages, when all have been acknowledged. */
    private static final Duration LAST = Duration.ofSeconds(30);

    private static final String JOIN = "join ";
    private static final String FILL = "fill ";
    private static final String READ = "read ";

    private final Regular regular;
    private final Ordeal ordeal;
    private final Call call;

    /** The commands that were not answered, by their {@code ref}. */
    private final Map<String, String> open = new LinkedHashMap<>();

    private final Map<String, Stay> stays = new HashMap<>();

    /** Rooms in which something between the last visit and this one has still to be read. */
    private final Set<String> gaps = new HashSet<>();

    private final Map<String, List<Seen>> logs = new HashMap<>();
    private boolean ended;
    private boolean silent;
    private boolean reading;

    Visit(Regular regular, Ordeal ordeal, Call call) {
        this.regular = regular;
        this.ordeal = ordeal;
        this.call = call;
    }

    /** Talks and listens as long as the connection is there; whether all has been said and read. */
    boolean stays() throws InterruptedException {
        regular.rooms().forEach(this::joins);
        while (!ended && !isDone() && !regular.isTired()) {
            if (stays.size() == regular.rooms().size()) {
                talks();
            }
            Call.@Nullable Item item = call.next(reading ? LAST : Patience.LONG);
            if (item == null) {
                // Who has read all and misses something still has told the journal
                assertThat(isRead()).as("nothing comes for %s", regular).isTrue();
                return true;
            }
            takes(item);
        }
        return isDone();
    }

    private void joins(String room) {
        @Nullable Position at = regular.position(room);
        String since = at == null ? "" : ",'since':{'epoch':'" + at.epoch() + "','seq':" + at.seq() + "}";
        asks(JOIN + room, "{'type':'join','room':'" + room + "'" + (at == null ? ",'history':0" : "") + since);
    }

    /** Sends a command that is answered; it lacks its {@code ref} and its end. */
    private void asks(String ref, String singleQuoted) {
        String command = (singleQuoted + ",'ref':'" + ref + "'}").replace('\'', '"');
        open.put(ref, command);
        call.says(command);
    }

    private void talks() throws InterruptedException {
        if (!ordeal.isStopping()) {
            for (@Nullable Attempt next = regular.thinks(); next != null; next = regular.thinks()) {
                says(next);
            }
        } else if (!silent && regular.isSilent() && gaps.isEmpty()) {
            silent = true;
            ordeal.awaitSilence(regular);
        }
        // What another server has stored is in the history of this one when it is heard here
        if (silent && !reading && regular.isUpToDate()) {
            reading = true;
            regular.rooms().forEach(room -> {
                logs.put(room, new ArrayList<>());
                asksForLog(room);
            });
        }
    }

    private void says(Attempt attempt) {
        asks(
                attempt.key(),
                "{'type':'message','room':'" + attempt.room() + "','id':'" + attempt.key() + "','text':'"
                        + attempt.text() + "'");
    }

    private void asksForLog(String room) {
        asks(READ + room, history(room, last(Objects.requireNonNull(logs.get(room)))));
    }

    private static String history(String room, long after) {
        return "{'type':'history','room':'" + room + "','after':" + after + ",'limit':200";
    }

    private static long last(List<Seen> entries) {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
    }

    /** The whole log of each room is read. */
    private boolean isRead() {
        return reading && open.isEmpty();
    }

    /** And was heard up to its end. */
    private boolean isDone() {
        return isRead()
                && logs.entrySet().stream().allMatch(log -> {
                    @Nullable Position at = regular.position(log.getKey());
                    return at != null && at.seq() >= last(log.getValue());
                });
    }

    private void takes(Call.Item item) {
        if (item instanceof Call.Event event) {
            hears(event.json());
        } else if (item instanceof Call.Reminder reminder) {
            @Nullable String command = open.get(reminder.ref());
            if (command != null) {
                call.says(command);
            }
        } else {
            ended = true;
        }
    }

    private void hears(JsonObject event) {
        switch (event.getString("type")) {
            case "message" -> hearsMessage(event.getString("room"), seen(event));
            case "ack" -> hearsAck(event);
            case "joined" -> hearsJoined(event);
            case "history" -> hearsHistory(event);
            case "error" -> hearsError(event);
            case "connected" -> {
                assertThat(event.getString("user")).isEqualTo(regular.journal().owner());
                regular.keeps(event.getString("guest"));
            }
            default ->
                assertThat(event.getString("type"))
                        .as("%s, heard by %s", event, regular)
                        .isIn("presence", "closing");
        }
    }

    private Seen seen(JsonObject message) {
        return ordeal.shared(new Seen(
                message.getJsonNumber("seq").longValue(),
                message.getString("id"),
                message.getString("from"),
                message.getString("text")));
    }

    private List<Seen> page(JsonObject event) {
        return event.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(this::seen)
                .toList();
    }

    private void hearsMessage(String room, Seen entry) {
        Stay stay = Objects.requireNonNull(stays.get(room));
        stay.hears(entry);
        if (!gaps.contains(room)) {
            regular.hasRead(room, stay.entrance().newest().epoch(), entry.seq());
        }
    }

    private void hearsAck(JsonObject ack) {
        assertThat(ack.getString("ref")).as("%s", ack).isEqualTo(ack.getString("id"));
        open.remove(ack.getString("ref"));
        regular.isAcknowledged(new Ack(
                ack.getString("room"),
                ack.getString("id"),
                ack.getJsonNumber("seq").longValue(),
                ack.getBoolean("duplicate", false)));
    }

    private void hearsJoined(JsonObject joined) {
        String room = joined.getString("room");
        open.remove(joined.getString("ref"));
        Position newest = new Position(
                joined.getString("epoch"), joined.getJsonNumber("seq").longValue());
        Entrance entrance =
                new Entrance(regular.position(room), newest, joined.getBoolean("recovered", false), page(joined));
        stays.put(room, regular.enters(room, entrance));
        if (entrance.leavesOut()) {
            gaps.add(room);
            asksToFill(room);
        }
        regular.unanswered(room).forEach(this::says);
    }

    private void asksToFill(String room) {
        asks(
                FILL + room,
                history(room, Objects.requireNonNull(regular.position(room)).seq()));
    }

    private void hearsHistory(JsonObject history) {
        String room = history.getString("room");
        String ref = history.getString("ref");
        open.remove(ref);
        if (ref.startsWith(FILL)) {
            fills(room, page(history));
            return;
        }
        List<Seen> log = Objects.requireNonNull(logs.get(room));
        log.addAll(page(history));
        if (history.getBoolean("more")) {
            asksForLog(room);
        } else {
            regular.journal().reads(room, log);
        }
    }

    /** Up to where the page of the answer to the join begins. */
    private void fills(String room, List<Seen> page) {
        Stay stay = Objects.requireNonNull(stays.get(room));
        String epoch = stay.entrance().newest().epoch();
        long next = stay.entrance().nextOnPage();
        page.stream().filter(entry -> entry.seq() < next).forEach(stay::fills);
        if (page.isEmpty() || last(page) >= next - 1) {
            gaps.remove(room);
            regular.hasRead(room, epoch, stay.lastHeard());
        } else {
            regular.hasRead(room, epoch, last(page));
            asksToFill(room);
        }
    }

    /** What cannot be done now is tried again later; nothing else may go wrong. */
    private void hearsError(JsonObject error) {
        assertThat(error.getString("code"))
                .as("%s, heard by %s", error, regular)
                .isEqualTo("unavailable");
        regular.journal().isUnavailable(error.getBoolean("uncertain", false));
        call.reminds(error.getString("ref"), LATER);
    }
}
