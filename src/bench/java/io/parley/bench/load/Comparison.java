package io.parley.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** All repetitions of one workload on both targets. */
final class Comparison {

    private final Workload workload;
    private final Map<Target, List<Map<Figure, Double>>> repetitions = new EnumMap<>(Target.class);

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

    Comparison(Workload workload) {
        this.workload = workload;
        for (Target target : Target.values()) {
            repetitions.put(target, new ArrayList<>());
        }
    }

    Workload workload() {
        return workload;
    }

    /** Of the next repetition: who begins changes. */
    List<Target> order() {
        List<Target> order = new ArrayList<>(List.of(Target.values()));
        if (of(Target.PARLEY).size() % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    void add(Target target, Map<Figure, Double> figures) {
        of(target).add(figures);
    }

    /** What was measured, in order. */
    List<Figure> figures() {
        return List.copyOf(of(Target.PARLEY).get(0).keySet());
    }

    Spread spread(Target target, Figure figure) {
        return Spread.of(values(target, figure));
    }

    /** In the order in which they were measured. */
    List<Double> values(Target target, Figure figure) {
        return of(target).stream()
                .map(figures -> figures.getOrDefault(figure, 0.0))
                .toList();
    }

    /** Parley by the baseline, each repetition by itself: what else the machine does, it does to both. */
    Spread ratio(Figure figure) {
        List<Double> parley = values(Target.PARLEY, figure);
        List<Double> baseline = values(Target.BASELINE, figure);
        return Spread.of(IntStream.range(0, parley.size())
                .mapToObj(i -> parley.get(i) / baseline.get(i))
                .toList());
    }

    private List<Map<Figure, Double>> of(Target target) {
        return repetitions.getOrDefault(target, List.of());
    }
}
