package io.parley.chat;

import io.parley.guest.GuestName;
import io.parley.guest.GuestNames;
import io.parley.guest.GuestTokens;
import io.parley.log.Draft;
import io.parley.log.memory.MemoryLogSettings;
import io.parley.log.memory.MemoryRoomLog;
import io.parley.pace.PaceLimits;
import io.parley.pace.Paces;
import io.parley.protocol.Body;
import io.parley.protocol.Event;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.Limits;
import io.parley.protocol.ReconnectTimes;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.HeldReads;
import io.parley.room.Joined;
import io.parley.room.LeaseTable;
import io.parley.room.Left;
import io.parley.room.LiveRooms;
import io.parley.room.LocalLeases;
import io.parley.room.Posted;
import io.parley.room.PresenceSettings;
import io.parley.room.Room;
import io.parley.room.RoomContext;
import io.parley.room.RoomListener;
import io.parley.room.RoomSettings;
import io.parley.session.Admission;
import io.parley.session.AdmissionLimits;
import io.parley.session.Caller;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionOpened;
import io.parley.session.ConnectionRegistry;
import io.parley.session.LiveConnection;
import io.parley.session.Load;
import io.parley.session.OutboxLimits;
import io.parley.session.Place;
import io.parley.session.RoundTrips;
import io.parley.session.Transport;
import io.parley.time.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;

/** A chat over a log in memory, whose events are written as words. */
public final class ChatFixture {

    static final RoomName LOBBY = new RoomName("lobby");
    static final RoomName HALL = new RoomName("hall");
    static final RoomName YARD = new RoomName("yard");
    static final Duration BATCH = Duration.ofMillis(100);

    static final int MOST_ROOMS = 2;
    static final int MOST_FAULTS = 3;
    static final int LOG_ENTRIES = 1000;
    static final int MOST_OF_A_USER = 3;
    static final Duration FIRST_MESSAGE = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(15);
    static final int MOST_ABSENT = 10;

    private static final int OUTBOX_BYTES = 1 << 20;

    final TestTime time = new TestTime();
    final HeldReads log = new HeldReads(new MemoryRoomLog(
            new MemoryLogSettings(LOG_ENTRIES, 1 << 20, 1000, 100, 1L << 30, Duration.ofMinutes(5)),
            time,
            Runnable::run));
    final LiveRooms rooms = new LiveRooms(
            new RoomContext(
                    log,
                    Words::encode,
                    new LocalLeases(new LeaseTable(), time, time, Duration.ofSeconds(60)),
                    new Nobody(),
                    () -> new PeerAudience(OUTBOX_BYTES),
                    time,
                    time),
            new RoomSettings(10, Duration.ofMinutes(5), new PresenceSettings(BATCH, 500, GRACE), OUTBOX_BYTES));
    final GuestTokens tokens = new GuestTokens(new SecretKeySpec(new byte[32], "HmacSHA256"));

    final ConnectionContext connections = new ConnectionContext(
            new OutboxLimits(OUTBOX_BYTES, Duration.ofSeconds(10)),
            new KeepAliveTimes(Duration.ofSeconds(25), Duration.ofSeconds(10)),
            new ConnectionContext.Time(time, time, time),
            Words::encode,
            new ConnectionRegistry(MOST_OF_A_USER),
            new Unheard(),
            new Random(42),
            new RoundTrips());
    /** How much there is to do. */
    Load load = new Load(Load.Level.CALM, 0, 0, Duration.ZERO);

    /** Whether whoever hears of a join fails. */
    boolean joiningFails;

    final Admission admission = new Admission(new AdmissionLimits(0, 0, 0), time);

    private final Chat chat;

    /** Everybody may go as fast as they like. */
    public ChatFixture() {
        this(new PaceLimits(0, 0, 0, 0, 0));
    }

    ChatFixture(PaceLimits limits) {
        Instant start = time.instant();
        chat = new Chat(
                new ChatContext(
                        rooms,
                        log,
                        Words::encode,
                        new ChatContext.Guests(new GuestNames(), tokens),
                        connections,
                        new Paces(limits, () -> ChronoUnit.NANOS.between(start, time.instant()), time),
                        () -> load),
                new ChatSettings(
                        new Event.Terms(
                                Arrival.PROTOCOL,
                                new KeepAliveTimes(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                                new Limits(65_536, 16_000, MOST_ROOMS),
                                new ReconnectTimes(Duration.ofMillis(500), Duration.ofSeconds(30))),
                        LOBBY,
                        MOST_FAULTS,
                        OUTBOX_BYTES / 4,
                        FIRST_MESSAGE,
                        new AbsenceLimits(GRACE, 100, MOST_ABSENT)));
    }

    /** Somebody in full mode who is met, and to whom nothing was said yet. */
    public Conversation meets(Transport transport) {
        Arrival arrival = new Arrival(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Place place = (Place) admission.admit(new Caller("192.0.2.1", Optional.empty()));
        return chat.meet(arrival, place, transport).orElseThrow();
    }

    public Chat chat() {
        return chat;
    }

    /** A guest in full mode; it has heard {@code connected} and nothing else. */
    Talk full(String name) {
        return arrives(new Arrival(
                true, Optional.empty(), Optional.empty(), Optional.of(new GuestName(name)), Optional.empty()));
    }

    /** A guest in full mode that is in the room, and has been told of it. */
    Talk member(String name, RoomName... rooms) {
        Talk talk = full(name);
        for (RoomName room : rooms) {
            talk.joins(room);
        }
        talk.forgets();
        return talk;
    }

    Talk plain() {
        return arrives(new Arrival(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    Talk arrives(Arrival arrival) {
        Caller caller = new Caller("192.0.2.1", chat.known(arrival));
        return new Talk(chat, arrival, (Place) admission.admit(caller));
    }

    /** Says something in a room in the name of the system. */
    void publishes(RoomName room, String... texts) {
        for (String text : texts) {
            Draft draft = new Draft(room + text, Optional.empty(), User.SYSTEM, Body.of(text));
            rooms.append(room, draft).toCompletableFuture().join();
        }
    }

    List<String> usersIn(RoomName room) {
        return rooms.find(room)
                .map((Room found) -> found.users(Optional.empty(), 100).names())
                .orElse(List.of());
    }

    /** The listener of an application that does not listen. */
    private static final class Nobody implements RoomListener {
        @Override
        public void appeared(RoomName room) {}

        @Override
        public void ended(RoomName room) {}

        @Override
        public void joined(Joined event) {}

        @Override
        public void left(Left event) {}

        @Override
        public void posted(Posted event) {}
    }

    /** The listener of an application that does not listen, or fails at it. */
    private final class Unheard implements ConnectionListener {
        @Override
        public void joining(LiveConnection connection, RoomName room) {
            if (joiningFails) {
                throw new IllegalStateException("failing as it was told to");
            }
        }

        @Override
        public void opened(ConnectionOpened event) {}

        @Override
        public void identified(ConnectionIdentified event) {}

        @Override
        public void closed(ConnectionClosed event) {}
    }
}
