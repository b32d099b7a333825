package io.parley.log;

import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Range.End.NEWEST;
import static io.parley.log.Range.End.OLDEST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of {@link RoomLog#read} and {@link Range}. */
interface ReadContract extends LogUnderTest {

    int PLENTY = 1_000_000;

    @ParameterizedTest
    @EnumSource(Range.End.class)
    default void anEmptyLogIsReadAsEmpty(Range.End end) {
        Page page = read(ROOM, new Range(1, Long.MAX_VALUE, end, 10, PLENTY));

        assertThat(page.entries()).isEmpty();
        assertThat(page.head().newest()).isZero();
        assertThat(page.head().oldest()).isEqualTo(1);
    }

    @Test
    default void theHeadTellsTheLogsExtentWhateverWasRead() {
        fill(ROOM, 5);

        Head head = read(ROOM, new Range(2, 3, OLDEST, 10, PLENTY)).head();

        assertThat(head.oldest()).isEqualTo(1);
        assertThat(head.newest()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Range.End.class)
    default void bothBoundsOfARangeAreIncluded(Range.End end) {
        fill(ROOM, 5);

        assertThat(seqs(read(ROOM, new Range(2, 4, end, 10, PLENTY)))).containsExactly(2L, 3L, 4L);
        assertThat(seqs(read(ROOM, new Range(3, 3, end, 10, PLENTY)))).containsExactly(3L);
    }

    @ParameterizedTest
    @EnumSource(Range.End.class)
    default void whatLiesOutsideOfTheLogIsLeftOut(Range.End end) {
        fill(ROOM, 3);

        assertThat(seqs(read(ROOM, new Range(Long.MIN_VALUE, Long.MAX_VALUE, end, 10, PLENTY))))
                .containsExactly(1L, 2L, 3L);
        assertThat(seqs(read(ROOM, new Range(3, 9, end, 10, PLENTY)))).containsExactly(3L);
        assertThat(seqs(read(ROOM, new Range(4, 9, end, 10, PLENTY)))).isEmpty();
        assertThat(seqs(read(ROOM, new Range(-5, 0, end, 10, PLENTY)))).isEmpty();
        assertThat(seqs(read(ROOM, new Range(3, 2, end, 10, PLENTY)))).isEmpty();
    }

    @Test
    default void fromTheOldestEndTheLowestSeqsAreTaken() {
        fill(ROOM, 9);

        assertThat(seqs(read(ROOM, new Range(3, 9, OLDEST, 4, PLENTY)))).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    default void fromTheNewestEndTheHighestSeqsAreTakenAndStillComeOldestFirst() {
        fill(ROOM, 9);

        assertThat(seqs(read(ROOM, new Range(1, 7, NEWEST, 4, PLENTY)))).containsExactly(4L, 5L, 6L, 7L);
        assertThat(seqs(read(ROOM, new Range(1, Long.MAX_VALUE, NEWEST, 2, PLENTY))))
                .containsExactly(8L, 9L);
    }

    @ParameterizedTest
    @EnumSource(Range.End.class)
    default void bytesLimitAPage(Range.End end) {
        fill(ROOM, 9);
        int size = readAll(ROOM).entries().get(0).message().sizeBytes();

        assertThat(read(ROOM, new Range(1, 9, end, 10, 3 * size)).entries()).hasSize(3);
        assertThat(read(ROOM, new Range(1, 9, end, 10, 3 * size - 1)).entries()).hasSize(2);
        assertThat(read(ROOM, new Range(1, 9, end, 2, 3 * size)).entries()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Range.End.class)
    default void oneEntryIsReadHoweverLargeItIs(Range.End end) {
        fill(ROOM, 3);

        assertThat(seqs(read(ROOM, new Range(1, 3, end, 10, 1)))).containsExactly(end == OLDEST ? 1L : 3L);
    }

    @Test
    default void aPageEndsBeforeAnEntryThatDoesNotFitEvenIfALaterOneWould() {
        say(ROOM, "small");
        say(ROOM, "large".repeat(1_000));
        say(ROOM, "small");

        assertThat(seqs(read(ROOM, new Range(1, 3, OLDEST, 10, 2_000)))).containsExactly(1L);
        assertThat(seqs(read(ROOM, new Range(1, 3, NEWEST, 10, 2_000)))).containsExactly(3L);
    }

    @Test
    default void pagesOneAfterTheOtherGiveTheWholeLog() {
        fill(ROOM, 100);
        long next = 1;

        while (next <= 100) {
            Page page = read(ROOM, new Range(next, Long.MAX_VALUE, OLDEST, 7, PLENTY));
            assertThat(seqs(page)).isEqualTo(seqs(next, Math.min(next + 6, 100)));
            next += page.entries().size();
        }
    }
}
