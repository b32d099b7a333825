package io.parley.it.journal;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The seqs of what one reader is shown of one room, held against 1, 2, 3, ... from where it begins. */
final class Sequence {

    /** Takes what is wrong. */
    interface Report {
        void violates(Violation.Kind kind, long seq, String what);
    }

    private final Report report;
    private final NavigableSet<Long> missing = new TreeSet<>();
    private long highest;

    /** What follows this place. */
    Sequence(long begin, Report report) {
        this.highest = begin;
        this.report = report;
    }

    void shows(long seq) {
        if (seq > highest) {
            reaches(seq - 1);
            highest = seq;
        } else if (missing.remove(seq)) {
            report.violates(Violation.Kind.REORDERED, seq, "was shown behind " + highest);
        } else {
            report.violates(Violation.Kind.HEARD_TWICE, seq, "was shown again, when all up to " + highest + " was");
        }
    }

    /** All up to this place should have been shown by now, or come late. */
    void reaches(long seq) {
        for (long absent = highest + 1; absent <= seq; absent++) {
            missing.add(absent);
        }
        highest = Math.max(highest, seq);
    }

    /** Nothing comes late any more. */
    void ends(long limit) {
        NavigableSet<Long> gaps = missing.headSet(limit, true);
        while (!gaps.isEmpty()) {
            long first = gaps.first();
            long last = first;
            while (gaps.remove(last)) {
                last++;
            }
            report.violates(Violation.Kind.GAP, first, first + " to " + (last - 1) + " were never shown");
        }
    }
}
