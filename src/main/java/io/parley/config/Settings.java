package io.parley.config;

import io.parley.frame.inspection.FrameLimits;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.Limits;
import io.parley.protocol.ReconnectTimes;
import io.parley.protocol.RoomName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings, read once and valid. What each is for, and its default, is in the catalogue: {@link Setting}.
 *
 * @param dataDir what must survive a restart lives here; where absent, in the server's own data folder
 * @param log the room log
 * @param access who may connect
 * @param admission how many may
 * @param drain how they are seen off
 * @param connection what one connection may do, and is told
 * @param frames what a client's frames may take
 * @param rooms the rooms of a node
 * @param transport how messages are sent
 * @param overload from where on there is too much to do
 * @param traces what traces of frames may take
 * @param observersWaiting notifications that may wait for the application's observers
 */
public record Settings(
        Optional<Path> dataDir,
        LogSettings log,
        Access access,
        Admission admission,
        Drain drain,
        Connection connection,
        Frames frames,
        Rooms rooms,
        TransportChoice transport,
        OverloadSettings overload,
        TraceSettings traces,
        int observersWaiting) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int GIB = 1024 * MIB;
    private static final int MILLION = 1_000_000;
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Who may connect.
     *
     * @param guests whether guests may
     * @param origins whose pages may
     * @param proxies who is believed about where a request comes from
     */
    public record Access(boolean guests, AllowedOrigins origins, TrustedProxies proxies) {}

    /**
     * How many may connect; 0 for any number.
     *
     * @param connections in all
     * @param perAddress from one address
     * @param handshakes a second from one address
     * @param perUser of one user
     * @param perUserOver which goes above that
     */
    public record Admission(int connections, int perAddress, int handshakes, int perUser, UserLimit perUserOver) {}

    /**
     * How everybody is seen off.
     *
     * @param pace connections closed per second
     * @param within all are told within this, at whatever pace
     */
    public record Drain(int pace, Duration within) {}

    /**
     * What one connection may do, and is told.
     *
     * @param limits as {@code connected} tells them
     * @param errorsPerMinute faulty commands a minute before 4400; 0: never
     * @param outbox what may wait for it
     * @param keepAlive as {@code connected} tells it
     * @param reconnect as {@code connected} tells it; the least is not above the most
     * @param firstMessage in full mode, to join or send something; zero for any time
     * @param rates how fast it may go
     */
    public record Connection(
            Limits limits,
            int errorsPerMinute,
            Outbox outbox,
            KeepAliveTimes keepAlive,
            ReconnectTimes reconnect,
            Duration firstMessage,
            Rates rates) {}

    /**
     * What may come in a second; four times as much after a pause. 0 for any number.
     *
     * @param commands of one connection
     * @param perUser of all connections of one user
     * @param reads of these, of one connection: those that read a log
     * @param typing of these, of one connection: those that say that somebody types
     * @param bytes of these, of one connection; one message may always come after a pause
     */
    public record Rates(int commands, int perUser, int reads, int typing, int bytes) {}

    /**
     * What may wait for one connection.
     *
     * @param bytes its size
     * @param age how long it may wait
     */
    public record Outbox(int bytes, Duration age) {}

    /**
     * What a client's frames may take.
     *
     * @param sizes what may be big
     * @param rates what may be fast
     * @param times what may be slow
     */
    public record Frames(FrameLimits.Sizes sizes, FrameLimits.Rates rates, FrameLimits.Times times) {}

    /**
     * The rooms of a node.
     *
     * @param defaultRoom joined in plain mode
     * @param max live rooms on a node
     * @param idle before an empty room goes
     * @param presence how presence is told
     */
    public record Rooms(RoomName defaultRoom, int max, Duration idle, Presence presence) {}

    /**
     * How presence is told.
     *
     * @param batch for which a room gathers changes
     * @param names members above which an event carries the count only
     * @param lease before a dead node's users have left
     * @param absence how those who were dropped are waited for
     */
    public record Presence(Duration batch, int names, Duration lease, Absence absence) {}

    /**
     * How those who were dropped are waited for. A connection counts for its user's name and for each of its rooms.
     *
     * @param grace before a user who dropped has left
     * @param inAll on a node; 0 for any number
     * @param perAddress from one address; 0 for any number
     */
    public record Absence(Duration grace, int inAll, int perAddress) {}

    /**
     * Reads all settings.
     *
     * @param source where they come from
     * @return the settings
     * @throws InvalidSettingsException if any is wrong; it tells of all
     */
    public static Settings read(SettingSource source) {
        SettingReader reader = new SettingReader(source);
        Connection connection = connection(reader);
        Settings settings = new Settings(
                reader.path(Setting.DATA_DIR),
                LogSettings.read(reader),
                new Access(
                        reader.flag(Setting.GUESTS), reader.origins(Setting.ORIGINS), reader.proxies(Setting.PROXIES)),
                admission(reader),
                new Drain(
                        reader.number(Setting.DRAIN_PACE, 1, MILLION),
                        reader.duration(Setting.DRAIN_WITHIN, Duration.ofSeconds(1), HOUR)),
                connection,
                frames(reader, connection.limits().messageBytes()),
                rooms(reader),
                reader.choice(Setting.TRANSPORT, TransportChoice.class),
                OverloadSettings.read(reader),
                TraceSettings.read(reader),
                reader.number(Setting.OBSERVERS_WAITING, 1, MILLION));
        reader.requireValid();
        return settings;
    }

    private static Admission admission(SettingReader reader) {
        return new Admission(
                reader.number(Setting.LIMITS_CONNECTIONS, 0, 10 * MILLION),
                reader.number(Setting.LIMITS_PER_ADDRESS, 0, 10 * MILLION),
                reader.number(Setting.LIMITS_HANDSHAKES, 0, MILLION),
                reader.number(Setting.LIMITS_PER_USER, 0, MILLION),
                reader.choice(Setting.LIMITS_PER_USER_OVER, UserLimit.class));
    }

    private static Connection connection(SettingReader reader) {
        int messageBytes = reader.number(Setting.LIMITS_MESSAGE_BYTES, KIB, MIB);
        return new Connection(
                new Limits(
                        messageBytes,
                        // A database may store some characters as two, and H2 takes no more than 1 MiB of them
                        reader.number(Setting.LIMITS_TEXT_CHARS, 1, MIB / 2),
                        reader.number(Setting.LIMITS_ROOMS, 1, 10_000)),
                reader.number(Setting.LIMITS_ERRORS, 0, MILLION),
                // A message and its ack wait together, even for the fastest reader
                new Outbox(
                        reader.number(Setting.OUTBOX_BYTES, 2 * messageBytes, GIB),
                        reader.duration(Setting.OUTBOX_AGE, Duration.ofMillis(100), HOUR)),
                new KeepAliveTimes(
                        reader.duration(Setting.KEEPALIVE_PING, Duration.ofMillis(100), HOUR),
                        reader.duration(Setting.KEEPALIVE_TIMEOUT, Duration.ofMillis(100), HOUR)),
                reconnect(reader),
                reader.duration(Setting.LIMITS_FIRST_MESSAGE, Duration.ZERO, HOUR),
                rates(reader, messageBytes));
    }

    private static Rates rates(SettingReader reader, int messageBytes) {
        return new Rates(
                reader.number(Setting.LIMITS_RATE, 0, MILLION),
                reader.number(Setting.LIMITS_USER_RATE, 0, MILLION),
                reader.number(Setting.LIMITS_READ_RATE, 0, MILLION),
                reader.number(Setting.LIMITS_TYPING_RATE, 0, MILLION),
                byteRate(reader.number(Setting.LIMITS_BYTE_RATE, 0, 512 * MIB), (messageBytes + 3) / 4));
    }

    /** A message that may come may come at once. */
    private static int byteRate(int set, int least) {
        return set == 0 ? 0 : Math.max(set, least);
    }

    private static Frames frames(SettingReader reader, int messageBytes) {
        return new Frames(
                new FrameLimits.Sizes(
                        reader.number(Setting.FRAMES_BYTES, 0, GIB),
                        messageBytes,
                        reader.number(Setting.FRAMES_FRAGMENTS, 0, MILLION),
                        reader.number(Setting.FRAMES_EMPTY, 0, MILLION)),
                new FrameLimits.Rates(
                        reader.number(Setting.FRAMES_CONTROL_RATE, 0, MILLION),
                        reader.number(Setting.FRAMES_RATE, 0, MILLION),
                        byteRate(reader.number(Setting.FRAMES_BYTE_RATE, 0, GIB), 2 * messageBytes)),
                new FrameLimits.Times(
                        reader.duration(Setting.FRAMES_TIME, Duration.ZERO, HOUR),
                        reader.duration(Setting.FRAMES_MESSAGE_TIME, Duration.ZERO, HOUR)));
    }

    private static ReconnectTimes reconnect(SettingReader reader) {
        Duration min = reader.duration(Setting.RECONNECT_MIN, MILLISECOND, HOUR);
        return new ReconnectTimes(min, reader.duration(Setting.RECONNECT_MAX, min, HOUR));
    }

    private static Rooms rooms(SettingReader reader) {
        return new Rooms(
                reader.roomName(Setting.DEFAULT_ROOM),
                reader.number(Setting.ROOMS_MAX, 1, MILLION),
                reader.duration(Setting.ROOMS_IDLE, Duration.ofSeconds(1), DAY),
                new Presence(
                        reader.duration(Setting.PRESENCE_BATCH, Duration.ZERO, Duration.ofSeconds(10)),
                        reader.number(Setting.PRESENCE_NAMES, 0, MILLION),
                        reader.duration(Setting.PRESENCE_LEASE, Duration.ofSeconds(1), HOUR),
                        new Absence(
                                reader.duration(Setting.PRESENCE_GRACE, Duration.ZERO, HOUR),
                                reader.number(Setting.PRESENCE_ABSENT, 0, 100 * MILLION),
                                reader.number(Setting.PRESENCE_ABSENT_PER_ADDRESS, 0, 100 * MILLION))));
    }
}
