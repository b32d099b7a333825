package io.parley.bench.log;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;

/** What a run has found, for people and for programs. */
final class Report {

    private static final String ROW = "  %-64s %10s (%s .. %s)%n";

    private Report() {}

    /** A table: medians, the least and the most of all repetitions. */
    static String table(String database, Map<String, String> facts, Samples samples) {
        StringBuilder table = new StringBuilder(database + " " + facts + System.lineSeparator());
        samples.values().forEach((title, values) -> {
            Samples.Spread spread = Samples.Spread.of(values);
            table.append(ROW.formatted(title, number(spread.median()), number(spread.least()), number(spread.most())));
        });
        return table.toString();
    }

    /** To about three digits. */
    private static String number(double value) {
        String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** All that was measured on one database. */
    static JsonObject json(Map<String, String> facts, Samples samples) {
        JsonObjectBuilder figures = Json.createObjectBuilder();
        samples.values().forEach((title, values) -> figures.add(title, Json.createArrayBuilder(values)));
        JsonObjectBuilder settings = Json.createObjectBuilder();
        facts.forEach(settings::add);
        return Json.createObjectBuilder()
                .add("settings", settings)
                .add("figures", figures)
                .build();
    }
}
