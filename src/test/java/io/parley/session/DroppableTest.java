package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What goes to most of a room's members, and what may be dropped. */
class DroppableTest extends ThreeInARoom {

    private static final String MUCH = "m".repeat(BOUND / 10);

    private void saysMuch(int times) {
        for (int i = 0; i < times; i++) {
            says(MUCH);
        }
    }

    private void types(String text, LiveConnection... notTold) {
        Map<LiveConnection, List<EncodedEvent>> instead = new HashMap<>();
        for (LiveConnection connection : notTold) {
            instead.put(connection, List.of());
        }
        fanOut.offer(List.of(new EncodedEvent(text, true)), instead).run();
    }

    @Test
    void who_is_not_told_is_not_written_to() {
        runTasks();
        AtomicBoolean hasTurn = new AtomicBoolean();
        ann.whenSent(() -> hasTurn.set(true));
        types("typing", toAnn, toEve);
        runTasks();

        assertThat(hasTurn).isFalse();
        assertThat(ann.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly("typing");
        assertThat(eve.sent()).isEmpty();
        assertThat(toAnn.traffic().messagesOut()).isZero();
        assertThat(outlet.waitingBytes()).isZero();
    }

    @Test
    void who_is_not_told_hears_what_goes_round_with_it() {
        says("one");
        types("typing", toAnn, toEve);
        says("two");
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "two");
        assertThat(bob.heard()).containsExactly("one", "typing", "two");
        assertThat(eve.sent()).containsExactly("one", "two");
        assertThat(bob.writes()).isEqualTo(1);
    }

    @Test
    void who_is_under_pressure_misses_it_and_nothing_else() {
        ann.takesOnly(0);
        saysMuch(6);
        runTasks();
        types("typing");
        runTasks();
        types("again");
        says("two");
        runTasks();

        ann.takesAll();
        runTasks();

        assertThat(ann.heard()).endsWith(MUCH, "two").doesNotContain("typing", "again");
        assertThat(bob.heard()).endsWith(MUCH, "typing", "again", "two");
    }

    /** Whoever is told why it ends has heard all that was offered before. */
    @Test
    void who_is_about_to_go_gets_it_under_pressure_too() {
        ann.takesOnly(0);
        saysMuch(6);
        runTasks();
        types("typing");
        toAnn.close(CloseReason.of(CloseCode.GOING_AWAY));
        runTasks();

        ann.takesAll();
        runTasks();

        assertThat(ann.heard()).contains("typing");
    }

    @Test
    void who_is_under_no_pressure_gets_it_when_he_reads_again() {
        ann.takesOnly(0);
        says("one");
        types("typing");
        runTasks();

        ann.takesAll();
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "typing");
    }

    /** Where the outlet's thread is behind, nobody is cut off for that. */
    @Test
    void where_too_much_waits_in_the_outlet_it_is_dropped_for_all() {
        fanOut.to(List.of(toAnn, toBob));
        saysMuch(41);
        for (int i = 0; i < BOUND; i++) {
            types("typing");
        }
        says("two");
        runTasks();

        assertThat(ann.heard()).endsWith(MUCH, "two").doesNotContain("typing");
        assertThat(bob.heard()).endsWith(MUCH, "two").doesNotContain("typing");
    }
}
