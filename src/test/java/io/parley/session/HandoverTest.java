package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.time.TestTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover();
    private final Admission admission = new Admission(new AdmissionLimits(0, 0, 0), new TestTime());

    @Test
    void a_place_is_collected_once() {
        Place place = place();
        handover.leave(place);

        assertThat(handover.collect()).containsSame(place);
        assertThat(handover.collect()).isEmpty();
    }

    @Test
    void nothing_is_collected_where_nothing_was_left() {
        assertThat(handover.collect()).isEmpty();
    }

    @Test
    void another_thread_collects_nothing() {
        Place place = place();
        handover.leave(place);

        assertThat(CompletableFuture.supplyAsync(handover::collect).join()).isEmpty();
        assertThat(handover.collect()).containsSame(place);
    }

    private Place place() {
        return (Place) admission.admit(new Caller("192.0.2.1", Optional.empty()));
    }
}
