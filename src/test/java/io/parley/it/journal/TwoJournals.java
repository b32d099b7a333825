package io.parley.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Two people in one room who have said something, and what they write of it. */
abstract class TwoJournals {

    static final String ROOM = "tea";
    static final String EPOCH = "first life";

    /** Said by Ann if odd, by Bob if even. */
    static final int SAID = 6;

    final Journal ann = new Journal("ann");
    final Journal bob = new Journal("bob");
    final List<Seen> log = new ArrayList<>(seen(1, SAID));

    TwoJournals() {
        for (int number = 1; number <= SAID; number++) {
            by(number).tries(new Attempt(ROOM, key(number), text(number)));
        }
    }

    List<Violation> violations() {
        ann.reads(ROOM, log);
        bob.reads(ROOM, log);
        return JournalChecker.violations(List.of(ann, bob));
    }

    static Consumer<Violation> is(Kind kind, String reader, long seq, String... words) {
        return violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.room()).isEqualTo(ROOM);
            assertThat(violation.reader()).isEqualTo(reader);
            assertThat(violation.seq()).isEqualTo(seq);
            assertThat(violation.toString()).contains(kind.name(), ROOM, reader);
            assertThat(words)
                    .allSatisfy(word -> assertThat(violation.toString()).contains(word));
        };
    }

    Journal by(long number) {
        return number % 2 == 1 ? ann : bob;
    }

    static String key(long number) {
        return "key" + number;
    }

    static String text(long number) {
        return "word " + number;
    }

    static Position at(long seq) {
        return new Position(EPOCH, seq);
    }

    Seen seen(long number) {
        return new Seen(number, key(number), by(number).owner(), text(number));
    }

    List<Seen> seen(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(this::seen).toList();
    }

    void acknowledged(int... numbers) {
        for (int number : numbers) {
            by(number).isAcknowledged(new Ack(ROOM, key(number), number, false));
        }
    }

    static Entrance first(long newest) {
        return new Entrance(null, at(newest), false, List.of());
    }

    Entrance recovery(long since, long newest) {
        return new Entrance(at(since), at(newest), true, seen(since + 1, newest));
    }

    void hears(Journal journal, Entrance entrance, long... numbers) {
        Stay stay = journal.enters(ROOM, entrance);
        for (long number : numbers) {
            stay.hears(seen(number));
        }
    }

    void bothHearAll() {
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);
    }
}
