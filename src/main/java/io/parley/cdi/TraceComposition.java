package io.parley.cdi;

import io.parley.config.Settings;
import io.parley.config.TraceSettings;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionRegistry;
import io.parley.trace.TraceLimits;
import io.parley.trace.Traces;
import io.parley.web.admin.LiveStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Puts traces together. */
@ApplicationScoped
public class TraceComposition {

    /** Made by the container. */
    public TraceComposition() {}

    /** As itself alone: whoever listens to connections is chosen elsewhere. */
    @Produces
    @Singleton
    @Typed(Traces.class)
    Traces traces(Settings settings, ConnectionRegistry registry, ConnectionContext.Time time) {
        TraceSettings traces = settings.traces();
        return new Traces(
                new TraceLimits(traces.traces(), traces.frames(), traces.payloadBytes(), traces.bytes(), traces.time()),
                registry,
                time.wall(),
                time.timer());
    }

    @Produces
    @Singleton
    LiveStreams streams(Settings settings, Traces traces, ManagedThreads threads, ConnectionContext.Time time) {
        int most = settings.traces().streams();
        return new LiveStreams(most, traces, new StreamThreads(threads.factory(), most), time.timer());
    }

    void end(@Disposes LiveStreams streams) {
        streams.stop();
    }
}
