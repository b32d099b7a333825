package io.parley.cdi;

import io.parley.client.CurrentTransaction;
import io.parley.client.PublicationWriter;
import io.parley.codec.JsonData;
import io.parley.config.Settings;
import io.parley.log.jdbc.JdbcPublications;
import io.parley.log.publication.PublicationRules;
import io.parley.log.publication.Publications;
import io.parley.log.publication.Relay;
import io.parley.log.publication.RelayWatch;
import io.parley.room.LiveRooms;
import io.parley.room.Rooms;
import io.parley.session.ConnectionContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;

/** What applications publish: with their transactions, through the log's database, where there is one. */
@ApplicationScoped
public class PublicationComposition {

    /** Behind observers without a priority (Jakarta CDI, section 10.5.2). */
    private static final int LATE = Interceptor.Priority.APPLICATION + 900;

    /** Made by the container. */
    public PublicationComposition() {}

    /** Found at the start, where the application's names are known, and not by whoever publishes first. */
    @Produces
    @Singleton
    CurrentTransaction transaction() {
        return CurrentTransaction.here();
    }

    @Produces
    @Singleton
    PublicationRules rules(Settings settings) {
        return new PublicationRules(settings.connection().limits(), new JsonData()::compact);
    }

    @Produces
    @Singleton
    Relay.Schedule schedule(Settings settings, DatabaseThreads threads, ConnectionContext.Time time) {
        return new Relay.Schedule(
                threads.relay(), time.timer(), settings.log().publications().sweep());
    }

    /** Not as what it implements: that is produced below, with a scope of its own. */
    @Produces
    @Singleton
    @Typed(PublicationControl.class)
    PublicationControl control(
            Settings settings, LogDatabase database, PublicationRules rules, LiveRooms rooms, Relay.Schedule schedule) {
        return new PublicationControl(database.source()
                .map(source -> new Relay(
                        new JdbcPublications(
                                source, settings.log().jdbc().reads().timeout()),
                        rules,
                        rooms::append,
                        schedule,
                        new RelayWatch(
                                InstantSource.system(),
                                settings.log().publications().waiting()))));
    }

    @Produces
    @ApplicationScoped
    Publications publications(PublicationControl control) {
        return control;
    }

    @Produces
    @Singleton
    PublicationOutbox outbox(
            Settings settings,
            CurrentTransaction transaction,
            LiveRooms rooms,
            LogDatabase database,
            PublicationControl control) {
        return new PublicationOutbox(
                transaction,
                rooms,
                database.source()
                        .map(source -> new PublicationWriter(
                                source, settings.log().publications().waiting())),
                control::relay,
                settings.log().publications().waiting());
    }

    @Produces
    @ApplicationScoped
    Rooms rooms(LiveRooms live, PublicationRules rules, PublicationOutbox outbox) {
        return new InjectableRooms(live, rules, outbox);
    }

    /** Behind those who look for the container's threads. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(LATE) Object started,
            PublicationControl control,
            CurrentTransaction transaction) {
        control.start();
    }

    static void stop(@Disposes PublicationControl control) {
        control.close();
    }
}
