package io.parley.room;

import io.parley.log.Draft;
import io.parley.log.memory.MemoryLogSettings;
import io.parley.log.memory.MemoryRoomLog;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Rooms over a log in memory, whose events are written as short words. */
final class RoomFixture implements RoomListener {

    static final RoomName LOBBY = new RoomName("lobby");
    static final Duration BATCH = Duration.ofMillis(100);
    static final Duration IDLE = Duration.ofMinutes(5);
    static final Duration GRACE = Duration.ofSeconds(15);
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final MemoryLogSettings LOG =
            new MemoryLogSettings(2000, 1 << 20, 1000, 100, 1L << 30, Duration.ofMinutes(5));

    final TestTime time;
    final LeaseTable leaseTable;
    final HeldReads log;
    final HeldLeases leases;
    final LiveRooms rooms;
    final List<String> heard = new ArrayList<>();

    private boolean stalled;
    private boolean dead;
    private final AtomicLong uids = new AtomicLong();

    RoomFixture(int maxRooms, int presenceNames, int logEntries) {
        this(maxRooms, presenceNames, logEntries, 1L << 30);
    }

    RoomFixture(int maxRooms, int presenceNames, int logEntries, long logTotalBytes) {
        this(
                new TestTime(),
                new LeaseTable(),
                settings(maxRooms, new PresenceSettings(BATCH, presenceNames, GRACE)),
                new MemoryLogSettings(logEntries, 1 << 20, 1000, 100, logTotalBytes, Duration.ofMinutes(5)));
    }

    RoomFixture(PresenceSettings presence) {
        this(new TestTime(), new LeaseTable(), settings(10, presence), LOG);
    }

    /** A node that goes by the same time as others, and shares the leases with them. */
    RoomFixture(TestTime time, LeaseTable leaseTable) {
        this(time, leaseTable, settings(10, new PresenceSettings(BATCH, 500, GRACE)), LOG);
    }

    private RoomFixture(TestTime time, LeaseTable leaseTable, RoomSettings settings, MemoryLogSettings logSettings) {
        this.time = time;
        this.leaseTable = leaseTable;
        this.log = new HeldReads(new MemoryRoomLog(logSettings, time, RoomFixture::refuse));
        LocalLeases local = new LocalLeases(leaseTable, this::whileRenewing, time, LEASE);
        local.start();
        this.leases = new HeldLeases(local);
        this.rooms = new LiveRooms(
                new RoomContext(log, RoomFixture::encode, leases, this, TestAudience::new, this::whileAlive, time),
                settings);
        rooms.start();
    }

    private static RoomSettings settings(int maxRooms, PresenceSettings presence) {
        return new RoomSettings(maxRooms, IDLE, presence, 1 << 20);
    }

    private Timer.Scheduled whileAlive(Duration delay, Runnable task) {
        return time.after(delay, () -> {
            if (!dead) {
                task.run();
            }
        });
    }

    private Timer.Scheduled whileRenewing(Duration delay, Runnable renewal) {
        return whileAlive(delay, () -> {
            if (!stalled) {
                renewal.run();
            }
        });
    }

    /** From now on, the node renews its leases no more. */
    void stalls() {
        stalled = true;
    }

    /** From now on, nothing happens on the node by itself. */
    void dies() {
        dead = true;
    }

    RoomFixture() {
        this(10, 500, 2000);
    }

    /** So whoever appends hands out all that waits, and once everybody has returned it has arrived. */
    private static void refuse(Runnable task) {
        throw new RejectedExecutionException();
    }

    TestMember joins(String name) {
        return joins(TestMember.named(name));
    }

    TestMember joins(TestMember member) {
        enters(member, Optional.empty()).toCompletableFuture().join();
        member.takeReceived();
        return member;
    }

    /** Somebody who is not told who is there, nor how many. */
    TestMember comesUnseen(String name) {
        TestMember member = TestMember.named(name);
        rooms.join(LOBBY, member, Entrance.unannounced());
        return member;
    }

    CompletionStage<Void> enters(TestMember member, Optional<Position> since) {
        return rooms.join(LOBBY, member, new Entrance(Optional.of("j"), since, 3, false));
    }

    void leaves(TestMember member) {
        rooms.leave(LOBBY, member, Departure.LEFT);
    }

    void drops(TestMember member) {
        rooms.leave(LOBBY, member, Departure.DROPPED);
    }

    /** A member is told who is there. */
    List<String> looks(TestMember member) {
        List<String> seen = new ArrayList<>();
        rooms.look(LOBBY, member, Optional.empty(), 100, page -> {
            seen.addAll(page.names());
            return encode("members =" + page.members());
        });
        return seen;
    }

    List<String> users() {
        return rooms.find(LOBBY)
                .map(room -> room.users(Optional.empty(), 100).names())
                .orElse(List.of());
    }

    List<String> takeHeard() {
        List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    void says(TestMember member, String text) {
        rooms.append(LOBBY, draft(member.user(), text)).toCompletableFuture().join();
    }

    Draft draft(User from, String text) {
        return draft(from, text, Optional.empty());
    }

    Draft draft(User from, String text, Optional<String> key) {
        return new Draft("uid" + uids.incrementAndGet(), key, from, Body.of(text));
    }

    Position position() {
        return rooms.find(LOBBY).flatMap(Room::position).orElseThrow();
    }

    /** Events as words: what a test compares. */
    static EncodedEvent encode(Outbound outbound) {
        Event event = outbound.event();
        String words;
        if (event instanceof Event.Message message) {
            words = message.message().seq() + "=" + message.message().body().text();
        } else if (event instanceof Event.Ack ack) {
            words = "ack " + ack.seq() + (ack.duplicate() ? " duplicate" : "");
        } else if (event instanceof Event.Joined joined) {
            words = "joined at " + joined.at().seq()
                    + joined.recovered()
                            .map(r -> r ? " recovered" : " not recovered")
                            .orElse("")
                    + joined.messages().stream().map(RoomFixture::words).collect(Collectors.joining());
        } else if (event instanceof Event.Presence presence) {
            words = "presence +" + presence.joined() + " -" + presence.left() + " =" + presence.members();
        } else if (event instanceof Event.Typing typing) {
            words = "typing " + typing.from() + " " + typing.active();
        } else {
            words = event.toString();
        }
        return new EncodedEvent(words, event instanceof Event.Typing);
    }

    static EncodedEvent encode(String words) {
        return new EncodedEvent(words, false);
    }

    private static String words(ChatMessage message) {
        return " " + message.seq() + "=" + message.body().text();
    }

    @Override
    public void appeared(RoomName room) {
        heard.add("appeared " + room);
    }

    @Override
    public void ended(RoomName room) {
        heard.add("ended " + room);
    }

    @Override
    public void joined(Joined event) {
        heard.add("joined " + event.user().name());
    }

    @Override
    public void left(Left event) {
        heard.add("left " + event.user().name());
    }

    @Override
    public void posted(Posted event) {
        heard.add("posted " + event.message().seq());
    }
}
