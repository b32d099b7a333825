package io.parley.web.admin;

import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameCounts;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;

/** Counted frames as JSON. */
final class CountsJson {

    private CountsJson() {}

    static JsonObjectBuilder of(FrameCounts counts) {
        JsonObjectBuilder refusals = Json.createObjectBuilder();
        counts.refusals().forEach((rule, count) -> refusals.add(rule.name(), count));
        return Json.createObjectBuilder()
                .add("in", way(counts.in()))
                .add("out", way(counts.out()))
                .add("refusals", refusals);
    }

    private static JsonObjectBuilder way(FrameCounts.Way way) {
        return Json.createObjectBuilder()
                .add("frames", byOpcode(way.frames()))
                .add("bytes", byOpcode(way.bytes()))
                .add("fragments", way.fragments())
                .add("messages", way.messages());
    }

    private static JsonObjectBuilder byOpcode(Map<Opcode, Long> counts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        counts.forEach((opcode, count) -> json.add(word(opcode), count));
        return json;
    }

    static String word(Opcode opcode) {
        return opcode.name().toLowerCase(Locale.ROOT);
    }
}
