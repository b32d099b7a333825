package io.parley.web.admin;

import io.parley.protocol.UserKey;
import io.parley.trace.Subject;
import io.parley.trace.Trace;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** Traces as JSON. */
final class TraceJson {

    private TraceJson() {}

    static JsonObjectBuilder of(Trace trace) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", trace.id());
        if (trace.subject() instanceof Subject.OneConnection one) {
            json.add("connection", one.id());
        } else if (trace.subject() instanceof Subject.OfUser user) {
            json.add(
                    "user",
                    Json.createObjectBuilder()
                            .add("kind", word(user.user().kind()))
                            .add("id", user.user().id()));
        } else if (trace.subject() instanceof Subject.InRoom room) {
            json.add("room", room.room().toString());
        } else if (trace.subject() instanceof Subject.Sample sample) {
            json.add("sample", sample.oneIn());
        }
        return json.add("frames", trace.frames())
                .add("startedBy", trace.startedBy())
                .add("startedAt", trace.startedAt().toString())
                .add("until", trace.until().toString());
    }

    static String word(UserKey.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
