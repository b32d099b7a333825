package io.parley.cdi;

import io.parley.config.Settings;
import io.parley.config.TraceSettings;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionRegistry;
import io.parley.trace.TraceLimits;
import io.parley.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts traces together. */
@ApplicationScoped
public class TraceComposition {

    /** Made by the container. */
    public TraceComposition() {}

    @Produces
    @Singleton
    Traces traces(Settings settings, ConnectionRegistry registry, ConnectionContext.Time time) {
        TraceSettings traces = settings.traces();
        return new Traces(
                new TraceLimits(traces.traces(), traces.frames(), traces.payloadBytes(), traces.bytes(), traces.time()),
                registry,
                time.wall(),
                time.timer());
    }
}
