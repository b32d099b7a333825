package io.parley.it.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One room: whether its log holds what was acknowledged, once, and is what everybody was shown. */
final class RoomCheck {

    /** Who says something, and under which key. */
    private record Author(String user, String key) {}

    /** What was seen at some place first, and by whom. */
    private record Sighting(String reader, Seen entry) {}

    private final String room;
    private final List<Journal> journals;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Author, Attempt> attempts = new HashMap<>();
    private final Map<Position, Sighting> places = new HashMap<>();
    private final Map<Author, Seen> stored = new HashMap<>();
    private final Journal longest;
    private final String epoch;

    RoomCheck(String room, List<Journal> journals) {
        this.room = room;
        this.journals = journals.stream()
                .filter(journal -> journal.rooms().contains(room))
                .toList();
        this.longest = this.journals.stream()
                .max(Comparator.comparingInt(journal -> journal.log(room).size()))
                .orElseThrow();
        this.epoch = lastEpoch(longest);
    }

    private String lastEpoch(Journal journal) {
        List<Stay> stays = journal.stays(room);
        return stays.get(stays.size() - 1).epoch();
    }

    List<Violation> violations() {
        for (Journal journal : journals) {
            journal.attempts().stream()
                    .filter(attempt -> attempt.room().equals(room))
                    .forEach(attempt -> attempts.put(new Author(journal.owner(), attempt.key()), attempt));
        }
        longest.log(room).forEach(this::stores);
        long end = longest.log(room).stream().mapToLong(Seen::seq).max().orElse(0);
        for (Journal journal : journals) {
            String reader = journal.owner();
            sameLife(journal);
            readsAll(journal, end);
            journal.stays(room).forEach(stay -> stay.shown().forEach(entry -> shows(reader, stay.epoch(), entry)));
            new ReaderCheck(journal.stays(room), (kind, seq, what) -> violates(kind, reader, seq, what)).check(end);
        }
        journals.forEach(this::keepsItsWord);
        return violations;
    }

    private void stores(Seen entry) {
        String reader = longest.owner();
        places.putIfAbsent(new Position(epoch, entry.seq()), new Sighting(reader, entry));
        isNotInvented(reader, entry);
        @Nullable Seen before = stored.putIfAbsent(new Author(entry.from(), entry.id()), entry);
        if (before != null) {
            String what = entry.id() + " of " + entry.from() + " is stored at " + before.seq() + ", too";
            violates(Violation.Kind.STORED_TWICE, reader, entry.seq(), what);
        }
    }

    private void sameLife(Journal journal) {
        String own = lastEpoch(journal);
        if (!own.equals(epoch)) {
            String what = "is " + own + " in the end, and " + epoch + " for " + longest.owner();
            violates(Violation.Kind.EPOCH_CHANGED, journal.owner(), 0, what);
        }
    }

    /** The log as it was read at the end begins with 1, and has the same end for all. */
    private void readsAll(Journal journal, long end) {
        String reader = journal.owner();
        Sequence sequence = new Sequence(
                0, (kind, seq, what) -> violates(kind, reader, seq, "when the whole log was read: " + what));
        for (Seen entry : journal.log(room)) {
            sequence.shows(entry.seq());
            shows(reader, lastEpoch(journal), entry);
        }
        sequence.reaches(end);
        sequence.ends(end);
    }

    private void shows(String reader, String life, Seen entry) {
        @Nullable Sighting before = places.putIfAbsent(new Position(life, entry.seq()), new Sighting(reader, entry));
        if (before == null) {
            isNotInvented(reader, entry);
            if (life.equals(epoch)) {
                violates(Violation.Kind.VANISHED, reader, entry.seq(), "the log does not have " + entry);
            }
        } else if (!before.entry().equals(entry)) {
            isNotInvented(reader, entry);
            String what = "was " + entry + ", and for " + before.reader() + " " + before.entry();
            violates(Violation.Kind.DISAGREED, reader, entry.seq(), what);
        }
    }

    private void isNotInvented(String reader, Seen entry) {
        @Nullable Attempt attempt = attempts.get(new Author(entry.from(), entry.id()));
        if (attempt == null) {
            violates(Violation.Kind.INVENTED, reader, entry.seq(), "nobody tried to say " + entry);
        } else if (!attempt.text().equals(entry.text())) {
            String what = entry + " has another text than was said: " + attempt.text();
            violates(Violation.Kind.INVENTED, reader, entry.seq(), what);
        }
    }

    private void keepsItsWord(Journal journal) {
        Map<Author, Attempt> unanswered = new HashMap<>(attempts);
        unanswered.keySet().removeIf(author -> !author.user().equals(journal.owner()));
        for (Ack ack : journal.acks()) {
            if (ack.room().equals(room)) {
                unanswered.remove(new Author(journal.owner(), ack.key()));
                isKept(journal.owner(), ack);
            }
        }
        unanswered.values().forEach(attempt -> {
            String what = attempt.key() + " was never acknowledged";
            violates(Violation.Kind.UNANSWERED, journal.owner(), 0, what);
        });
    }

    private void isKept(String owner, Ack ack) {
        @Nullable Seen entry = stored.get(new Author(owner, ack.key()));
        if (entry == null) {
            violates(Violation.Kind.LOST, owner, ack.seq(), ack + " was given, and the log does not have it");
            return;
        }
        @Nullable Sighting there = places.get(new Position(epoch, ack.seq()));
        if (there == null || !there.entry().isBy(owner, ack.key())) {
            String what = ack + " was given, and there is " + (there == null ? "nothing" : there.entry());
            violates(Violation.Kind.MISPLACED, owner, ack.seq(), what);
        }
    }

    private void violates(Violation.Kind kind, String reader, long seq, String what) {
        violations.add(new Violation(kind, room, reader, seq, what));
    }
}
