package io.parley.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted for the summary. */
class VerdictTest extends TwoJournals {

    @Test
    void what_happened_is_counted() {
        acknowledged(1, 2, 3, 4, 5);
        bob.isAcknowledged(new Ack(ROOM, key(6), 6, true));
        bob.isUnavailable(false);
        bob.isUnavailable(true);
        hears(ann, first(0), 1, 2, 3);
        hears(ann, recovery(3, 5), 6);
        hears(bob, first(0), 1, 2, 3, 4, 6);
        hears(bob, new Entrance(at(6), at(6), false, seen(1, 6)));
        violations();

        Verdict verdict = Verdict.on(List.of(ann, bob));

        assertThat(verdict.summary())
                .isEqualTo("2 clients, 6 published, 6 acks, 1 of them duplicates, 1 recoveries true, 1 false,"
                        + " 2 unavailable, 1 of them uncertain, violations {GAP=1, NOT_RECOVERED=1}");
        assertThat(verdict.examples()).extracting(Violation::kind).containsExactly(Kind.GAP, Kind.NOT_RECOVERED);
    }

    @Test
    void of_each_kind_there_are_some_examples() {
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);
        violations();

        Verdict verdict = Verdict.on(List.of(ann, bob));

        assertThat(verdict.summary()).endsWith("violations {UNANSWERED=6}");
        assertThat(verdict.examples()).hasSize(3);
    }
}
