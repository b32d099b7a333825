package io.parley.config;

import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final String PREFIX = "parley.rooms.";

    private static final Pattern NAME =
            Pattern.compile("parley\\.rooms\\.([A-Za-z0-9._~@*-]+)\\.(log|retention-age|retention-entries)");

    private static final String ALLOWED = "for some rooms there are parley.rooms.PATTERN.log,"
            + " parley.rooms.PATTERN.retention-age and parley.rooms.PATTERN.retention-entries, where PATTERN is a"
            + " room's name with * for any characters, and for all of them "
            + Setting.ROOMS_MAX.key() + " and " + Setting.ROOMS_IDLE.key();

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

        /** Each piece where it stands first, so that no name takes long. */
        private boolean isFor(RoomName room) {
            String name = room.value();
            List<String> pieces = List.of(pattern.split("\\*", -1));
            String first = pieces.get(0);
            String last = pieces.get(pieces.size() - 1);
            if (pieces.size() == 1) {
                return name.equals(pattern);
            }
            int at = first.length();
            boolean fits = name.startsWith(first);
            for (int i = 1; fits && i < pieces.size() - 1; i++) {
                int found = name.indexOf(pieces.get(i), at);
                fits = found >= 0;
                at = found + pieces.get(i).length();
            }
            return fits && name.length() - last.length() >= at && name.endsWith(last);
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
        noteMisspelt(reader);
        return new RoomRules(reader.names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(pattern -> rule(reader, pattern))
                .toList());
    }

    /** Names that nobody asks for: whoever wrote one believes in vain that it counts. */
    private static void noteMisspelt(SettingReader reader) {
        reader.names().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !NAME.matcher(name).matches() && !isFixed(name))
                .sorted()
                .forEach(name -> reader.noteName(name, ALLOWED));
    }

    private static boolean isFixed(String name) {
        return Stream.of(Setting.values()).map(Setting::key).anyMatch(name::equals);
    }

    private static Rule rule(SettingReader reader, String pattern) {
        String prefix = PREFIX + pattern;
        return new Rule(
                pattern,
                reader.choiceIn(prefix + ".log", LogEngine.class),
                reader.durationIn(prefix + ".retention-age", LONGEST),
                reader.numberIn(prefix + ".retention-entries", MOST));
    }
}
