package io.parley.it.journal;

import java.util.List;

/** One reader in one room: whether each entry was shown once, in order, over all connections. */
final class ReaderCheck {

    /** Up to so many missing entries are recovered at once, as long as they are small. */
    private static final long RECOVERABLE = 1000;

    private final List<Stay> stays;
    private final Sequence.Report report;

    ReaderCheck(List<Stay> stays, Sequence.Report report) {
        this.stays = stays;
        this.report = report;
    }

    /** Checks each stay, the last one up to the end of the log. */
    void check(long end) {
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            Sequence sequence = begins(stay.entrance());
            stay.filled().forEach(entry -> sequence.shows(entry.seq()));
            if (stay.entrance().goesOn()) {
                pageGoesOn(stay.entrance(), sequence);
            }
            stay.heard().forEach(entry -> sequence.shows(entry.seq()));
            if (i + 1 < stays.size()) {
                // What lies above has not been read, as the next join says: it comes again
                sequence.ends(stays.get(i + 1).entrance().sinceSeq());
            } else {
                sequence.reaches(end);
                sequence.ends(end);
            }
        }
    }

    private Sequence begins(Entrance entrance) {
        Position since = entrance.since();
        Position newest = entrance.newest();
        if (since == null) {
            return new Sequence(newest.seq(), report);
        }
        if (!since.epoch().equals(newest.epoch())) {
            String what =
                    "was " + since.epoch() + " up to " + since.seq() + ", is " + newest.epoch() + " at " + newest.seq();
            report.violates(Violation.Kind.EPOCH_CHANGED, since.seq(), what);
            return new Sequence(newest.seq(), report);
        }
        if (since.seq() > newest.seq()) {
            String what = "was read up to " + since.seq() + ", and the log ends at " + newest.seq();
            report.violates(Violation.Kind.VANISHED, newest.seq() + 1, what);
            return new Sequence(newest.seq(), report);
        }
        long absent = newest.seq() - since.seq();
        if (!entrance.recovered() && absent <= RECOVERABLE) {
            String what = "recovery was refused, though only " + absent + " entries were missing";
            report.violates(Violation.Kind.NOT_RECOVERED, since.seq() + 1, what);
        }
        return new Sequence(since.seq(), report);
    }

    /** A page that is not a recovery may begin with what was read before. */
    private static void pageGoesOn(Entrance entrance, Sequence sequence) {
        for (Seen entry : entrance.page()) {
            if (entrance.recovered() || entry.seq() > entrance.sinceSeq()) {
                sequence.shows(entry.seq());
            }
        }
        sequence.reaches(entrance.newest().seq());
    }
}
