package io.parley.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a log, planted where nothing else is wrong, is found, and is all that is found. */
class JournalCheckerTest extends TwoJournals {

    @Test
    void clean_journals_have_no_violation() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2);
        hears(ann, recovery(2, 4), 5);
        hears(ann, recovery(5, 5), 6);

        assertThat(violations()).isEmpty();
    }

    @Test
    void the_same_key_of_another_user_is_another_message() {
        ann.tries(new Attempt(ROOM, key(2), "mine"));
        log.add(new Seen(7, key(2), "ann", "mine"));
        ann.isAcknowledged(new Ack(ROOM, key(2), 7, false));
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(bob, first(7));
        hears(ann, first(7));

        assertThat(violations()).isEmpty();
    }

    @Test
    void what_is_acknowledged_and_not_in_the_log_is_lost() {
        acknowledged(1, 2, 3, 4, 5, 6);
        log.remove(5);
        hears(ann, first(0), 1, 2, 3, 4, 5);
        hears(bob, first(0), 1, 2, 3, 4, 5);

        assertThat(violations()).singleElement().satisfies(is(Kind.LOST, "bob", 6, key(6)));
    }

    @Test
    void what_is_acknowledged_for_another_place_is_misplaced() {
        acknowledged(1, 2, 3, 4, 5);
        bob.isAcknowledged(new Ack(ROOM, key(6), 5, true));
        bothHearAll();

        assertThat(violations()).singleElement().satisfies(is(Kind.MISPLACED, "bob", 5, key(6), key(5)));
    }

    @Test
    void what_has_the_same_key_of_the_same_user_is_stored_twice() {
        acknowledged(1, 2, 3, 4, 5, 6);
        log.add(new Seen(7, key(3), "ann", text(3)));
        hears(ann, first(7));
        hears(bob, first(7));

        assertThat(violations()).singleElement().satisfies(is(Kind.STORED_TWICE, "ann", 7, key(3), "at 3"));
    }

    @Test
    void a_log_that_lacks_a_place_has_a_gap() {
        acknowledged(1, 2, 4, 5, 6);
        ann.isAcknowledged(new Ack(ROOM, key(3), 7, false));
        log.set(2, new Seen(7, key(3), "ann", text(3)));
        log.sort((one, other) -> Long.compare(one.seq(), other.seq()));
        hears(ann, first(7));
        hears(bob, first(7));

        assertThat(violations())
                .hasSize(2)
                .anySatisfy(is(Kind.GAP, "ann", 3, "whole log"))
                .anySatisfy(is(Kind.GAP, "bob", 3, "whole log"));
    }

    @Test
    void what_nobody_tried_to_say_is_invented() {
        acknowledged(1, 2, 3, 4, 5, 6);
        log.add(new Seen(7, "unknown", "ann", "boo"));
        hears(ann, first(7));
        hears(bob, first(7));

        assertThat(violations()).singleElement().satisfies(is(Kind.INVENTED, "ann", 7, "unknown"));
    }

    @Test
    void what_has_another_text_than_was_said_is_invented() {
        acknowledged(1, 2, 3, 4, 5, 6);
        log.set(3, new Seen(4, key(4), "bob", "boo"));
        hears(ann, first(6));
        hears(bob, first(6));

        assertThat(violations()).singleElement().satisfies(is(Kind.INVENTED, "ann", 4, "boo", text(4)));
    }

    @Test
    void what_has_another_sender_than_who_said_it_is_invented() {
        acknowledged(1, 2, 3, 5, 6);
        log.set(3, new Seen(4, key(4), "ann", text(4)));
        bob.isAcknowledged(new Ack(ROOM, key(4), 4, false));
        hears(ann, first(6));
        hears(bob, first(6));

        assertThat(violations())
                .hasSize(2)
                .anySatisfy(is(Kind.INVENTED, "ann", 4, "from=ann"))
                .anySatisfy(is(Kind.LOST, "bob", 4, key(4)));
    }

    @Test
    void what_one_sees_otherwise_is_a_disagreement() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        Stay stay = bob.enters(ROOM, first(0));
        for (long number : new long[] {1, 2, 3, 4}) {
            stay.hears(seen(number));
        }
        stay.hears(new Seen(5, key(4), "bob", text(4)));
        stay.hears(seen(6));

        assertThat(violations()).singleElement().satisfies(is(Kind.DISAGREED, "bob", 5, key(4), key(5)));
    }

    @Test
    void what_was_heard_and_is_not_in_the_log_has_vanished() {
        acknowledged(1, 2, 3, 4, 5);
        log.remove(5);
        bob.isAcknowledged(new Ack(ROOM, key(6), 6, false));
        hears(ann, first(0), 1, 2, 3, 4, 5);
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);

        assertThat(violations())
                .hasSize(2)
                .anySatisfy(is(Kind.VANISHED, "bob", 6, key(6)))
                .anySatisfy(is(Kind.LOST, "bob", 6, key(6)));
    }

    @Test
    void a_life_of_the_log_that_only_one_knows_is_a_change_of_the_epoch() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, new Entrance(null, new Position("another life", 6), false, List.of()));

        assertThat(violations()).singleElement().satisfies(is(Kind.EPOCH_CHANGED, "bob", 0, "another life"));
    }

    @Test
    void what_is_never_acknowledged_is_unanswered() {
        acknowledged(1, 2, 3, 4, 6);
        bothHearAll();

        assertThat(violations()).singleElement().satisfies(is(Kind.UNANSWERED, "ann", 0, key(5)));
    }
}
