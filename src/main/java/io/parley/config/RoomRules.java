package io.parley.config;

import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is different for some rooms: {@code parley.rooms.PATTERN.log}, {@code .retention-age} and
 * {@code .retention-entries}, where a {@code *} in the pattern stands for any characters of a room's name. Of two
 * patterns the longer one counts.
 *
 * @param rules the longest patterns first
 */
public record RoomRules(List<Rule> rules) {

    static final Duration LONGEST = Duration.ofDays(36_500);
    static final long MOST = 1_000_000_000_000L;

    private static final Pattern NAME =
            Pattern.compile("parley\\.rooms\\.([A-Za-z0-9._~@*-]+)\\.(log|retention-age|retention-entries)");

    /**
     * What is different for the rooms of one pattern.
     *
     * @param pattern as it was written
     * @param engine of their logs
     * @param retentionAge how long their messages are kept
     * @param retentionEntries how many are
     */
    public record Rule(
            String pattern,
            Optional<LogEngine> engine,
            Optional<Duration> retentionAge,
            Optional<Long> retentionEntries) {

        private boolean isFor(RoomName room) {
            String regex =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return room.value().matches(regex);
        }
    }

    /**
     * What the first rule for a room that says something about it says.
     *
     * @param room which
     * @param what is asked
     * @param <T> its type
     * @return empty where no rule says anything
     */
    public <T> Optional<T> find(RoomName room, Function<Rule, Optional<T>> what) {
        return rules.stream()
                .filter(rule -> what.apply(rule).isPresent() && rule.isFor(room))
                .findFirst()
                .flatMap(what);
    }

    static RoomRules read(SettingReader reader) {
        return new RoomRules(reader.names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(pattern -> rule(reader, pattern))
                .toList());
    }

    private static Rule rule(SettingReader reader, String pattern) {
        String prefix = "parley.rooms." + pattern;
        return new Rule(
                pattern,
                reader.choiceIn(prefix + ".log", LogEngine.class),
                reader.durationIn(prefix + ".retention-age", LONGEST),
                reader.numberIn(prefix + ".retention-entries", MOST));
    }
}
