package io.parley.cdi;

import io.parley.chat.OpenConnections;
import io.parley.config.Settings;
import io.parley.config.UserLimit;
import io.parley.protocol.EventEncoder;
import io.parley.room.LiveRooms;
import io.parley.session.Admission;
import io.parley.session.AdmissionLimits;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionRegistry;
import io.parley.session.Connections;
import io.parley.session.Drain;
import io.parley.session.Handover;
import io.parley.session.OutboxLimits;
import io.parley.session.RoundTrips;
import io.parley.session.Tap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Puts the life of a connection together. */
@ApplicationScoped
public class ConnectionComposition {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    /** A search that fails is not sure to come to an end. */
    private static final int MOST_SERVERS = 10;

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

    /** A server's own, where its classes are there: those of others cannot be loaded. */
    @Produces
    @Singleton
    Tap tap() {
        Iterator<Tap> all =
                ServiceLoader.load(Tap.class, Tap.class.getClassLoader()).iterator();
        for (int tries = 0; tries < MOST_SERVERS; tries++) {
            try {
                return all.hasNext() ? all.next() : Tap.NONE;
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "not on this server", e);
            }
        }
        return Tap.NONE;
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
    @ApplicationScoped
    Connections connections(ConnectionContext context, LiveRooms rooms) {
        return new OpenConnections(context.registry(), rooms, context.roundTrips());
    }
}
