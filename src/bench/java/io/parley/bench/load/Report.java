package io.parley.bench.load;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** What a run has found, for people and for programs. */
final class Report {

    private static final String ROW = "  %-34s %-32s %-32s %s%n";

    private Report() {}

    /** A table: medians, the least and the most of all repetitions, and the same of Parley by the baseline. */
    static String table(Comparison comparison) {
        StringBuilder table = new StringBuilder(comparison.workload().description()).append(System.lineSeparator());
        table.append(ROW.formatted("", Target.PARLEY.title(), Target.BASELINE.title(), "Parley/baseline"));
        for (Figure figure : comparison.figures()) {
            table.append(ROW.formatted(
                    figure.title(),
                    spread(comparison.spread(Target.PARLEY, figure)),
                    spread(comparison.spread(Target.BASELINE, figure)),
                    figure == Figure.FAULTS ? "" : spread(comparison.ratio(figure))));
        }
        return table.toString();
    }

    private static String spread(Comparison.Spread spread) {
        return "%s (%s .. %s)".formatted(number(spread.median()), number(spread.least()), number(spread.most()));
    }

    /** To about three digits. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }

    /** All that was measured. */
    static String json(Options options, List<Comparison> comparisons) {
        JsonArrayBuilder workloads = Json.createArrayBuilder();
        comparisons.forEach(comparison -> workloads.add(json(comparison)));
        return Json.createObjectBuilder()
                .add("server", options.server())
                .add("servers", options.servers())
                .add("repetitionsOnEach", options.repetitions())
                .add("warmUpSeconds", options.warmUp().toSeconds())
                .add("transport", options.transport())
                .add("log", options.log())
                .add("sender", options.sender())
                .add("ioThreads", options.ioThreads())
                .add("seconds", options.window().measured().toSeconds())
                .add("java", Runtime.version().toString())
                .add("processors", Runtime.getRuntime().availableProcessors())
                .add("workloads", workloads)
                .build()
                .toString();
    }

    private static JsonObjectBuilder json(Comparison comparison) {
        JsonObjectBuilder figures = Json.createObjectBuilder();
        for (Figure figure : comparison.figures()) {
            JsonObjectBuilder values = Json.createObjectBuilder();
            for (Target target : Target.values()) {
                values.add(target.title(), Json.createArrayBuilder(comparison.values(target, figure)));
            }
            figures.add(figure.title(), values);
        }
        return Json.createObjectBuilder()
                .add("name", comparison.workload().name())
                .add("description", comparison.workload().description())
                .add("figures", figures);
    }
}
