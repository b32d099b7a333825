package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

/** Callers that come, and places that go, all at once. */
class AdmissionRaceTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 200;
    private static final int BOUND = 3;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS);

    private final TestTime time = new TestTime();

    private interface Part {
        void play(int number) throws Exception;
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    @RepeatedTest(100)
    void no_bound_is_ever_passed_and_all_places_come_back() throws Exception {
        Admission admission = new Admission(new AdmissionLimits(BOUND + 1, BOUND, BOUND), time);
        AtomicInteger inAll = new AtomicInteger();
        AtomicInteger ofEven = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger mostOfEven = new AtomicInteger();

        atOnce(number -> {
            boolean even = number % 2 == 0;
            Caller caller = caller(even ? "even" : "odd");
            for (int round = 0; round < ROUNDS; round++) {
                if (admission.admit(caller) instanceof Place place) {
                    most.accumulateAndGet(inAll.incrementAndGet(), Math::max);
                    mostOfEven.accumulateAndGet(even ? ofEven.incrementAndGet() : 0, Math::max);
                    place.take();
                    inAll.decrementAndGet();
                    ofEven.addAndGet(even ? -1 : 0);
                    place.giveBack();
                }
            }
        });

        assertThat(most.get()).isBetween(1, BOUND + 1);
        assertThat(mostOfEven.get()).isLessThanOrEqualTo(BOUND);
        assertThat(admission.places()).isZero();
        assertThat(time.waiting()).isZero();
        for (int i = 0; i < BOUND; i++) {
            assertThat(admission.admit(caller("even"))).isInstanceOf(Place.class);
        }
    }

    @RepeatedTest(100)
    void of_those_who_come_at_once_for_the_last_place_one_gets_it() throws Exception {
        Admission admission = new Admission(new AdmissionLimits(1, 0, 0), time);
        AtomicInteger admitted = new AtomicInteger();

        atOnce(number -> {
            if (admission.admit(caller("caller" + number)) instanceof Place) {
                admitted.incrementAndGet();
            }
        });

        assertThat(admitted).hasValue(1);
    }

    @RepeatedTest(100)
    void a_place_goes_to_the_connection_or_back_but_not_both() throws Exception {
        Admission admission = new Admission(new AdmissionLimits(0, 0, 0), time);
        Place place = (Place) admission.admit(caller("ann"));
        AtomicInteger taken = new AtomicInteger();

        atOnce(number -> {
            if (number == 0) {
                time.pass(Duration.ofSeconds(10));
            } else if (place.take()) {
                taken.incrementAndGet();
            }
        });

        assertThat(taken.get()).isEqualTo(admission.places());
        place.giveBack();
        assertThat(admission.places()).isZero();
    }

    @RepeatedTest(100)
    void a_place_that_many_give_back_is_given_back_once() throws Exception {
        Admission admission = new Admission(new AdmissionLimits(0, 0, 0), time);
        admission.admit(caller("bob"));
        Place place = (Place) admission.admit(caller("ann"));

        atOnce(number -> place.giveBack());

        assertThat(admission.places()).isEqualTo(1);
    }

    private static Caller caller(String name) {
        return new Caller(name, Optional.of(User.principal(name).key()));
    }

    private static void atOnce(Part part) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            parts.add(POOL.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                part.play(number);
                return number;
            }));
        }
        for (Future<?> played : parts) {
            played.get(30, TimeUnit.SECONDS);
        }
    }
}
