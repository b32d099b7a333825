package io.parley.pace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.time.TestTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final UserKey ANN = User.principal("ann").key();
    private static final UserKey BOB = User.principal("bob").key();
    private static final int MANY = 1000;

    private final TestTime time = new TestTime();
    private final Instant start = time.instant();

    private Paces paces(PaceLimits limits) {
        return new Paces(limits, () -> ChronoUnit.NANOS.between(start, time.instant()), time);
    }

    private Pace pace(int commands, int reads, int typing, int bytes) {
        return paces(new PaceLimits(commands, reads, typing, bytes, 0)).begin(ANN);
    }

    /** How many of them may go on. */
    private static int admitted(int times, Supplier<Optional<Duration>> asks) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += asks.get().isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void four_seconds_worth_may_come_at_once_and_then_one_seconds_in_each() {
        Pace pace = pace(50, 0, 0, 0);

        assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(200);
        time.pass(Duration.ofSeconds(1));
        assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(50);
        time.pass(Duration.ofHours(1));
        assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 50, 999, 1_000, 1_001, 1_000_000})
    void who_waits_as_long_as_told_may_go_on_and_not_a_millisecond_earlier(int perSecond) {
        Pace pace = pace(perSecond, 0, 0, 0);
        admitted(4 * perSecond, () -> pace.command(1));
        for (int i = 0; i < 20; i++) {
            Duration wait = pace.command(1).orElseThrow();
            assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(1));
            time.pass(wait.minusMillis(1));
            assertThat(pace.command(1)).as("too early").isPresent();
            time.pass(Duration.ofMillis(1));
            assertThat(pace.command(1)).as("in time").isEmpty();
            admitted(perSecond, () -> pace.command(1));
        }
    }

    @Test
    void who_was_refused_does_not_wait_longer_for_having_tried() {
        Pace pace = pace(50, 5, 0, 10_000);
        admitted(MANY, () -> pace.read(1));
        assertThat(admitted(MANY, () -> pace.read(10_000))).isZero();

        assertThat(admitted(MANY, () -> pace.command(1)))
                .as("refused reads have taken nothing")
                .isEqualTo(180);
    }

    @Test
    void reads_have_a_pace_of_their_own_beside_that_of_all_commands() {
        Pace pace = pace(50, 25, 0, 0);

        assertThat(admitted(MANY, () -> pace.read(1))).isEqualTo(100);
        assertThat(pace.read(1)).contains(Duration.ofMillis(40));
        assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(100);
        time.pass(Duration.ofMillis(20));
        assertThat(pace.read(1)).as("a command may go, a read may not").contains(Duration.ofMillis(20));
        assertThat(pace.command(1)).isEmpty();
    }

    @Test
    void typing_has_a_pace_of_its_own() {
        Pace pace = pace(50, 0, 5, 0);

        assertThat(admitted(MANY, pace::typing)).isEqualTo(20);
        assertThat(pace.typing()).contains(Duration.ofMillis(200));
        assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(200);
    }

    @Test
    void bytes_count_as_many_as_there_are() {
        Pace pace = pace(0, 0, 0, 1000);

        assertThat(pace.command(3000)).isEmpty();
        assertThat(pace.command(2000)).contains(Duration.ofSeconds(1));
        assertThat(pace.command(1000)).as("a smaller one has place").isEmpty();
        assertThat(pace.command(0)).as("nothing takes something").contains(Duration.ofMillis(1));
    }

    @Test
    void the_longest_of_the_waits_is_told() {
        Pace pace = paces(new PaceLimits(10, 5, 0, 100, 1)).begin(ANN);
        admitted(4, () -> pace.read(1));

        assertThat(pace.read(1)).as("the user's").contains(Duration.ofSeconds(1));
        assertThat(pace.read(400))
                .as("four bytes are gone, and come back in 40 ms")
                .contains(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(pace.command(400)).isEmpty();
        time.pass(Duration.ofSeconds(2));
        assertThat(pace.command(400)).as("the bytes'").contains(Duration.ofSeconds(2));
    }

    @Test
    void connections_of_a_user_share_and_those_of_others_do_not() {
        Paces paces = paces(new PaceLimits(10, 0, 0, 0, 10));
        Pace first = paces.begin(ANN);
        Pace second = paces.begin(ANN);
        Pace other = paces.begin(BOB);

        assertThat(admitted(30, () -> first.command(1))).isEqualTo(30);
        assertThat(admitted(MANY, () -> second.command(1))).isEqualTo(10);
        assertThat(first.command(1)).contains(Duration.ofMillis(100));
        assertThat(admitted(MANY, () -> other.command(1))).isEqualTo(40);
    }

    @Test
    void what_the_user_is_refused_the_connection_has_not_spent() {
        Paces paces = paces(new PaceLimits(10, 0, 0, 0, 5));
        Pace first = paces.begin(ANN);
        Pace second = paces.begin(ANN);
        admitted(MANY, () -> first.command(1));
        admitted(MANY, () -> second.command(1));

        time.pass(Duration.ofSeconds(4));

        assertThat(admitted(MANY, () -> second.command(1))).isEqualTo(20);
    }

    @Test
    void who_comes_back_goes_on_where_the_last_connection_left_off() {
        Paces paces = paces(new PaceLimits(0, 0, 0, 0, 10));
        for (int i = 0; i < 5; i++) {
            Pace pace = paces.begin(ANN);
            assertThat(admitted(MANY, () -> pace.command(1))).isEqualTo(i == 0 ? 40 : 10);
            pace.end();
            time.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void users_are_remembered_until_they_are_gone_and_their_allowance_is_full_again() {
        Paces paces = paces(new PaceLimits(10, 10, 10, 10, 10));
        Pace first = paces.begin(ANN);
        Pace second = paces.begin(ANN);
        admitted(4, () -> first.command(1));
        first.end();
        time.pass(Duration.ofSeconds(1));
        assertThat(paces.users()).as("one is there").isEqualTo(1);
        second.command(1);
        second.end();

        time.pass(Duration.ofMillis(99));
        assertThat(paces.users()).isEqualTo(1);
        time.pass(Duration.ofMillis(1));
        assertThat(paces.users()).isZero();
        paces.begin(BOB).end();
        assertThat(paces.users()).as("who has sent nothing").isZero();
    }

    @Test
    void for_whoever_comes_and_goes_one_task_waits() {
        Paces paces = paces(new PaceLimits(0, 0, 0, 0, 10));
        for (int i = 0; i < 100; i++) {
            Pace pace = paces.begin(ANN);
            pace.command(1);
            pace.end();
        }
        assertThat(time.waiting()).isEqualTo(1);

        Pace back = paces.begin(ANN);
        time.pass(Duration.ofSeconds(10));
        assertThat(paces.users()).isEqualTo(1);
        assertThat(time.waiting()).as("somebody is there").isZero();
        back.end();
        assertThat(paces.users()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0, 0", "1000000, 1000000, 1000000, 536870912, 1000000"})
    void a_pace_of_0_is_any_and_the_highest_ones_hold(int commands, int reads, int typing, int bytes, int perUser) {
        Pace pace =
                paces(new PaceLimits(commands, reads, typing, bytes, perUser)).begin(ANN);

        assertThat(admitted(MANY, () -> pace.read(1 << 20))).isEqualTo(MANY);
        assertThat(admitted(MANY, pace::typing)).isEqualTo(MANY);
    }

    @Test
    void what_may_go_on_costs_no_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PaceLimits wide = new PaceLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);
        Pace pace = new Paces(wide, System::nanoTime, time).begin(ANN);
        assertThat(admitted(MANY, () -> pace.read(1))).isEqualTo(MANY);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            pace.command(1);
            pace.read(1);
            pace.typing();
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / MANY).isZero();
    }
}
