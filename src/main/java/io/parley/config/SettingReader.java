package io.parley.config;

import io.parley.protocol.RoomName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads typed values and collects what is wrong with them. White space around a value does not count, and a blank value
 * is an unset one, as in MicroProfile Config. A wrong value is noted, and some allowed one stands in for it until
 * {@link #requireValid()}.
 *
 * <p>For one thread.
 */
final class SettingReader {

    /** Local names only: no naming service elsewhere is asked. */
    private static final Pattern JNDI_NAME = Pattern.compile("(java:)?[A-Za-z0-9_./-]{1,200}");

    private final SettingSource source;
    private final List<String> problems = new ArrayList<>();

    SettingReader(SettingSource source) {
        this.source = source;
    }

    /** The end: throws {@link InvalidSettingsException} where anything was wrong. */
    void requireValid() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(source.name(), problems);
        }
    }

    Duration duration(Setting setting, Duration min, Duration max) {
        return read(
                setting,
                text -> isoDuration(text).filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0),
                "an ISO 8601 duration from " + min + " to " + max,
                min);
    }

    int number(Setting setting, int min, int max) {
        return Math.toIntExact(longNumber(setting, min, max));
    }

    long longNumber(Setting setting, long min, long max) {
        return read(
                setting,
                text -> plainNumber(text).filter(value -> value >= min && value <= max),
                "a plain number (" + setting.unit().words() + ") from " + min + " to " + max,
                min);
    }

    boolean flag(Setting setting) {
        return read(
                setting,
                text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                "true or false",
                false);
    }

    /** One of an enum's constants, each by its name in lower case. */
    <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        String words = constants.stream().map(SettingReader::word).collect(Collectors.joining(" or "));
        return read(
                setting,
                text -> constants.stream().filter(c -> word(c).equals(text)).findFirst(),
                words,
                constants.get(0));
    }

    /** One of an enum's constants, where the setting of this name is set. */
    <E extends Enum<E>> Optional<E> choiceIn(String name, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return readIn(
                name,
                text -> constants.stream().filter(c -> word(c).equals(text)).findFirst(),
                constants.stream().map(SettingReader::word).collect(Collectors.joining(" or ")));
    }

    /** A duration up to a longest, where the setting of this name is set. */
    Optional<Duration> durationIn(String name, Duration longest) {
        return readIn(
                name,
                text -> isoDuration(text).filter(value -> !value.isNegative() && value.compareTo(longest) <= 0),
                "an ISO 8601 duration from PT0S to " + longest);
    }

    /** A plain number up to a most, where the setting of this name is set. */
    Optional<Long> numberIn(String name, long most) {
        return readIn(
                name, text -> plainNumber(text).filter(value -> value <= most), "a plain number from 0 to " + most);
    }

    private <T> Optional<T> readIn(String name, Function<String, Optional<T>> parse, String allowed) {
        Optional<String> text = written(name);
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            note(name, text.get(), allowed);
        }
        return value;
    }

    /** The names of all settings that are set, as far as the source can tell. */
    Set<String> names() {
        return source.names();
    }

    RoomName roomName(Setting setting) {
        return read(setting, RoomName::parse, "1 to 128 of A-Z a-z 0-9 . _ ~ @ -", new RoomName("-"));
    }

    /** Empty where it is unset. */
    Optional<Path> path(Setting setting) {
        return written(setting)
                .map(text -> parsed(setting, text, SettingReader::validPath, "a path of this system", Path.of("")));
    }

    /** Empty where it is unset. */
    Optional<String> jndiName(Setting setting) {
        return written(setting)
                .map(text -> parsed(
                        setting,
                        text,
                        name -> Optional.of(name).filter(JNDI_NAME.asMatchPredicate()),
                        "a JNDI name of the server's, such as java:jboss/datasources/ChatDS or jdbc/chat",
                        ""));
    }

    /** {@link AllowedOrigins#SAME} where it is unset. */
    AllowedOrigins origins(Setting setting) {
        return written(setting)
                .map(text -> parsed(
                        setting,
                        text,
                        AllowedOrigins::parse,
                        "a comma-separated list of origins (scheme://host or scheme://host:port, without a path;"
                                + " null), or *",
                        AllowedOrigins.SAME))
                .orElse(AllowedOrigins.SAME);
    }

    /** {@link TrustedProxies#NONE} where it is unset. */
    TrustedProxies proxies(Setting setting) {
        return written(setting)
                .map(text -> parsed(
                        setting,
                        text,
                        TrustedProxies::parse,
                        "a comma-separated list of IP addresses and networks (192.0.2.1, 10.0.0.0/8, fd00::/8; no"
                                + " names, and nothing set behind a network's prefix)",
                        TrustedProxies.NONE))
                .orElse(TrustedProxies.NONE);
    }

    private <T> T read(Setting setting, Function<String, Optional<T>> parse, String allowed, T standIn) {
        return parsed(setting, written(setting).orElse(setting.defaultText()), parse, allowed, standIn);
    }

    private <T> T parsed(Setting setting, String text, Function<String, Optional<T>> parse, String allowed, T standIn) {
        return parse.apply(text).orElseGet(() -> {
            note(setting.key(), text, allowed);
            return standIn;
        });
    }

    private void note(String name, String text, String allowed) {
        problems.add(name + " is \"" + text + "\", but must be " + allowed);
    }

    /** Notes a name that is none, where it is set. */
    void noteName(String name, String allowed) {
        if (written(name).isPresent()) {
            problems.add(name + " is not the name of a setting: " + allowed);
        }
    }

    private Optional<String> written(Setting setting) {
        return written(setting.key());
    }

    private Optional<String> written(String name) {
        return source.value(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<Duration> isoDuration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> plainNumber(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Path> validPath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
