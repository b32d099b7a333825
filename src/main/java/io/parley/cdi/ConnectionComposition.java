package io.parley.cdi;

import io.parley.chat.Handover;
import io.parley.chat.OpenConnections;
import io.parley.config.OverloadSettings;
import io.parley.config.Settings;
import io.parley.config.UserLimit;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.protocol.EventEncoder;
import io.parley.room.LiveRooms;
import io.parley.session.Admission;
import io.parley.session.AdmissionLimits;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionRegistry;
import io.parley.session.Connections;
import io.parley.session.Drain;
import io.parley.session.HeapUse;
import io.parley.session.LoadMarks;
import io.parley.session.LoadWatch;
import io.parley.session.OutboxLimits;
import io.parley.session.RoundTrips;
import io.parley.session.Shedding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Puts the life of a connection together. */
@ApplicationScoped
public class ConnectionComposition {

    /** Made by the container. */
    public ConnectionComposition() {}

    @Produces
    @Singleton
    Admission admission(Settings settings, ConnectionContext.Time time) {
        Settings.Admission limits = settings.admission();
        int refusedAbove = limits.perUserOver() == UserLimit.NEWEST ? limits.perUser() : 0;
        return new Admission(
                new AdmissionLimits(limits.connections(), limits.perAddress(), refusedAbove), time.timer());
    }

    @Produces
    @Singleton
    Handover handover() {
        return new Handover();
    }

    @Produces
    @Singleton
    ConnectionRegistry registry(Settings settings) {
        Settings.Admission limits = settings.admission();
        return new ConnectionRegistry(limits.perUserOver() == UserLimit.OLDEST ? limits.perUser() : 0);
    }

    @Produces
    @Singleton
    ConnectionContext context(
            Settings settings,
            ConnectionContext.Time time,
            EventEncoder encoder,
            ConnectionRegistry registry,
            ConnectionListener listener) {
        Settings.Connection connection = settings.connection();
        return new ConnectionContext(
                new OutboxLimits(
                        connection.outbox().bytes(), connection.outbox().age()),
                connection.keepAlive(),
                time,
                encoder,
                registry,
                listener,
                new SecureRandom(),
                new RoundTrips());
    }

    @Produces
    @Singleton
    Drain drain(Settings settings, Admission admission, ConnectionContext context) {
        Settings.Drain drain = settings.drain();
        return new Drain(
                context.registry(),
                admission,
                new Drain.Pace(drain.pace(), drain.within()),
                context.time(),
                context.random());
    }

    @Produces
    @Singleton
    LoadWatch loadWatch(Settings settings, Admission admission, ConnectionContext context) {
        OverloadSettings overload = settings.overload();
        LoadWatch watch = new LoadWatch(
                new LoadMarks(overload.heapPercent(), overload.outboxBytes(), overload.delay()),
                new HeapUse(),
                context.registry(),
                new Shedding(context.registry(), admission, context.random()),
                context.time());
        watch.start();
        return watch;
    }

    void end(@Disposes LoadWatch watch) {
        watch.stop();
    }

    @Produces
    @ApplicationScoped
    Connections connections(ConnectionContext context, LiveRooms rooms, FrameStatistics frames, LoadWatch loadWatch) {
        return new OpenConnections(context.registry(), rooms, context.roundTrips(), frames, loadWatch::load);
    }
}
