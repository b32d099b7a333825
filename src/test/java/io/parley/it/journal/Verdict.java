package io.parley.it.journal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of it all, in numbers and in words. */
public final class Verdict {

    /** Of each kind, for people who want to know what it means. */
    private static final int EXAMPLES = 3;

    private final List<Journal> journals;
    private final Map<Violation.Kind, List<Violation>> violations;

    private Verdict(List<Journal> journals, List<Violation> violations) {
        this.journals = journals;
        this.violations =
                violations.stream().collect(Collectors.groupingBy(Violation::kind, TreeMap::new, Collectors.toList()));
    }

    /** The verdict on what these people did and saw. */
    public static Verdict on(List<Journal> journals) {
        return new Verdict(journals, JournalChecker.violations(journals));
    }

    /** How many joins were answered with all that was missed. */
    public long recoveries() {
        return entrances(Entrance::recovered);
    }

    /** How many joins were answered with the newest page, the rest to be read by {@code history}. */
    public long refusals() {
        return entrances(entrance -> entrance.since() != null && !entrance.recovered());
    }

    private long entrances(Predicate<Entrance> which) {
        return journals.stream()
                .flatMap(journal -> journal.rooms().stream().flatMap(room -> journal.stays(room).stream()))
                .map(Stay::entrance)
                .filter(which)
                .count();
    }

    /** The numbers, in one line. */
    public String summary() {
        Map<Violation.Kind, Integer> kinds = new TreeMap<>();
        violations.forEach((kind, each) -> kinds.put(kind, each.size()));
        return String.format(
                "%d clients, %d published, %d acks, %d of them duplicates, %d recoveries true, %d false,"
                        + " %d unavailable, %d of them uncertain, violations %s",
                journals.size(),
                sum(journal -> journal.attempts().size()),
                sum(journal -> journal.acks().size()),
                sum(journal -> journal.acks().stream().filter(Ack::duplicate).count()),
                recoveries(),
                refusals(),
                sum(Journal::unavailable),
                sum(Journal::uncertain),
                kinds.isEmpty() ? "none" : kinds);
    }

    private long sum(ToLongFunction<Journal> what) {
        return journals.stream().mapToLong(what).sum();
    }

    /** Some violations of each kind. */
    public Stream<Violation> examples() {
        return violations.values().stream().map(List::stream).flatMap(each -> each.limit(EXAMPLES));
    }
}
