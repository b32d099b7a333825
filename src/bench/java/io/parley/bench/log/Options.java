package io.parley.bench.log;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run is told, each by {@code -Dparley.bench.<name>}; the defaults stand in the {@code pom.xml}.
 *
 * @param databases which, in this order: {@code h2}, {@code postgresql}
 * @param repetitions of each measurement
 * @param measured how long each of them takes, behind a warm-up
 * @param entries of the large room
 */
record Options(List<String> databases, int repetitions, Duration measured, int entries) {

    private static final String PREFIX = "parley.bench.";

    static Options read(UnaryOperator<String> properties) {
        UnaryOperator<String> settings = name -> properties.apply(PREFIX + name);
        return new Options(
                List.of(settings.apply("databases").split(",")),
                Integer.parseInt(settings.apply("repetitions")),
                Duration.ofSeconds(Integer.parseInt(settings.apply("seconds"))),
                Integer.parseInt(settings.apply("entries")));
    }
}
