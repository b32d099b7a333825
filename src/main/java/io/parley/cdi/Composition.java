package io.parley.cdi;

import io.parley.chat.AbsenceLimits;
import io.parley.chat.Arrival;
import io.parley.chat.Chat;
import io.parley.chat.ChatContext;
import io.parley.chat.ChatSettings;
import io.parley.chat.Handover;
import io.parley.chat.PeerAudience;
import io.parley.codec.CommandDecoder;
import io.parley.codec.JsonEventEncoder;
import io.parley.config.Settings;
import io.parley.endpoint.ChatServices;
import io.parley.endpoint.Transports;
import io.parley.guest.GuestNames;
import io.parley.guest.GuestTokens;
import io.parley.guest.KeyFile;
import io.parley.log.RoomLog;
import io.parley.pace.PaceLimits;
import io.parley.pace.Paces;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Limits;
import io.parley.room.LeaseTable;
import io.parley.room.LiveRooms;
import io.parley.room.LocalLeases;
import io.parley.room.PresenceSettings;
import io.parley.room.RoomContext;
import io.parley.room.RoomListener;
import io.parley.room.RoomSettings;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionScope;
import io.parley.session.LoadWatch;
import io.parley.time.Timer;
import io.parley.time.TimerWheel;
import io.parley.web.Tap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Puts the parts together: which class stands behind which port. */
@ApplicationScoped
public class Composition {

    private static final System.Logger LOG = System.getLogger("io.parley");

    private static final Duration TICK = Duration.ofMillis(20);

    private final EventEncoder encoder = new JsonEventEncoder();

    /** Made by the container. */
    public Composition() {}

    /** Makes everything at deployment, so that what is missing fails it, and not the first connection. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) Object started,
            ChatServices services,
            Settings settings,
            Tap tap) {
        LOG.log(
                System.Logger.Level.INFO,
                "Parley: log {0}, guests {1}, default room {2}, frames judged {3}, sent {4}",
                settings.log().engine().name().toLowerCase(Locale.ROOT),
                settings.access().guests() ? "allowed" : "not allowed",
                settings.rooms().defaultRoom(),
                tap == Tap.NONE ? "by this server" : "below this server's WebSocket layer",
                services.transports());
    }

    @Produces
    @Singleton
    Settings settings(ParleyExtension extension) {
        return extension.settings();
    }

    @Produces
    @Singleton
    ConnectionContext.Time time(Timer timer) {
        InstantSource steady = new SteadyClock();
        return new ConnectionContext.Time(InstantSource.system(), steady, new TimerWheel(timer, steady, TICK));
    }

    @Produces
    @Singleton
    EventEncoder encoder() {
        return encoder;
    }

    @Produces
    @Singleton
    RoomSettings roomSettings(Settings settings) {
        Settings.Rooms rooms = settings.rooms();
        return new RoomSettings(
                rooms.max(),
                rooms.idle(),
                new PresenceSettings(
                        rooms.presence().batch(),
                        rooms.presence().names(),
                        rooms.presence().absence().grace()),
                settings.connection().outbox().bytes());
    }

    @Produces
    @Singleton
    LiveRooms liveRooms(
            Settings settings, RoomSettings bounds, RoomLog log, RoomListener listener, ConnectionContext.Time time) {
        LocalLeases leases = new LocalLeases(
                new LeaseTable(),
                time.timer(),
                time.steady(),
                settings.rooms().presence().lease());
        leases.start();
        RoomContext context = new RoomContext(
                log,
                encoder,
                leases,
                listener,
                () -> new PeerAudience(bounds.outboxBytes()),
                time.timer(),
                time.steady());
        LiveRooms live = new LiveRooms(context, bounds);
        live.start();
        return live;
    }

    @Produces
    @Singleton
    ChatContext chatContext(
            Settings settings, LiveRooms rooms, RoomLog log, ConnectionContext connections, LoadWatch loadWatch) {
        KeyFile keyFile = new KeyFile(DataFolder.made(settings.dataDir()));
        return new ChatContext(
                rooms,
                log,
                encoder,
                new ChatContext.Guests(new GuestNames(), new GuestTokens(keyFile.readOrMake())),
                connections,
                paces(settings.connection().rates(), connections.time()),
                loadWatch::load);
    }

    @Produces
    @Singleton
    Chat chat(Settings settings, RoomSettings bounds, ChatContext context) {
        Settings.Connection connection = settings.connection();
        Event.Terms terms =
                new Event.Terms(Arrival.PROTOCOL, connection.keepAlive(), connection.limits(), connection.reconnect());
        return new Chat(
                context,
                new ChatSettings(
                        terms,
                        settings.rooms().defaultRoom(),
                        connection.errorsPerMinute(),
                        bounds.pageBytes(),
                        connection.firstMessage(),
                        absence(settings.rooms().presence().absence())));
    }

    private static Paces paces(Settings.Rates rates, ConnectionContext.Time time) {
        return new Paces(
                new PaceLimits(rates.commands(), rates.reads(), rates.typing(), rates.bytes(), rates.perUser()),
                System::nanoTime,
                time.timer());
    }

    private static AbsenceLimits absence(Settings.Absence absence) {
        return new AbsenceLimits(absence.grace(), absence.inAll(), absence.perAddress());
    }

    @Produces
    @Singleton
    ChatServices services(
            Settings settings, Chat chat, Handover handover, Transports transports, ConnectionScope scope) {
        Limits limits = settings.connection().limits();
        return new ChatServices(chat, new CommandDecoder(limits), limits.messageBytes(), handover, transports, scope);
    }
}
