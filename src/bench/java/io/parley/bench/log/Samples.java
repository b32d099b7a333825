package io.parley.bench.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by its title, in the order in which it was measured. For one thread. */
final class Samples {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /**
     * What several repetitions gave.
     *
     * @param median in the middle
     * @param least of all
     * @param most of all
     */
    record Spread(double median, double least, double most) {

        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int size = sorted.size();
            double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
            return new Spread(median, sorted.get(0), sorted.get(size - 1));
        }
    }

    void add(String title, double value) {
        values.computeIfAbsent(title, key -> new ArrayList<>()).add(value);
    }

    /** The half and the last hundredth. */
    void addPercentiles(String title, Meter meter) {
        add(title + ", p50, ms", meter.millis(50));
        add(title + ", p99, ms", meter.millis(99));
    }

    Map<String, List<Double>> values() {
        return values;
    }
}
