package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.session.Admission;
import io.parley.session.AdmissionLimits;
import io.parley.session.Caller;
import io.parley.session.Place;
import io.parley.time.TestTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover();
    private final Admission admission = new Admission(new AdmissionLimits(0, 0, 0), new TestTime());

    @Test
    void what_was_left_is_collected_once() {
        Handover.Left left = left();
        handover.leave(left);

        assertThat(handover.collect()).containsSame(left);
        assertThat(handover.collect()).isEmpty();
    }

    @Test
    void nothing_is_collected_where_nothing_was_left() {
        assertThat(handover.collect()).isEmpty();
    }

    @Test
    void another_thread_collects_nothing() {
        Handover.Left left = left();
        handover.leave(left);

        assertThat(CompletableFuture.supplyAsync(handover::collect).join()).isEmpty();
        assertThat(handover.collect()).containsSame(left);
    }

    private Handover.Left left() {
        Place place = (Place) admission.admit(new Caller("192.0.2.1", Optional.empty()));
        Arrival arrival = new Arrival(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new Handover.Left(arrival, place, Optional.empty());
    }
}
