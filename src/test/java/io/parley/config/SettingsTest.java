package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.frame.inspection.FrameLimits;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.Limits;
import io.parley.protocol.ReconnectTimes;
import io.parley.protocol.RoomName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void whereNothingIsSetTheDefaultsCount() {
        assertThat(Settings.read(new FakeSource()))
                .isEqualTo(new Settings(
                        Optional.empty(),
                        new LogSettings(
                                LogEngine.JDBC,
                                Duration.ofMinutes(5),
                                new LogSettings.Memory(1000, 1_048_576, 100_000, 10_000, 67_108_864L),
                                new LogSettings.Jdbc(
                                        Optional.empty(),
                                        SchemaChoice.MIGRATE,
                                        new LogSettings.Waiting(10_000, 16_777_216, Duration.ofSeconds(5)),
                                        new LogSettings.Tail(1000, 1_048_576, 67_108_864),
                                        new LogSettings.Retention(Duration.ZERO, 0),
                                        new LogSettings.Reads(1000, Duration.ofSeconds(10), Duration.ofSeconds(1))),
                                new LogSettings.Publications(100_000, Duration.ofSeconds(1), Duration.ofDays(30)),
                                new RoomRules(List.of())),
                        new Settings.Access(true, AllowedOrigins.SAME, TrustedProxies.NONE),
                        new Settings.Admission(100_000, 1000, 200, 16, UserLimit.OLDEST),
                        new Settings.Drain(1000, Duration.ofSeconds(20)),
                        new Settings.Connection(
                                new Limits(65_536, 16_000, 100),
                                60,
                                new Settings.Outbox(1_048_576, Duration.ofSeconds(10)),
                                new KeepAliveTimes(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                                new ReconnectTimes(Duration.ofMillis(500), Duration.ofSeconds(30)),
                                Duration.ofSeconds(30),
                                new Settings.Rates(50, 200, 30, 5, 262_144)),
                        new Settings.Frames(
                                new FrameLimits.Sizes(0, 65_536, 1024, 16),
                                new FrameLimits.Rates(100, 5000, 8_388_608),
                                new FrameLimits.Times(Duration.ofSeconds(30), Duration.ofSeconds(60))),
                        new Settings.Rooms(
                                new RoomName("lobby"),
                                10_000,
                                Duration.ofMinutes(5),
                                new Settings.Presence(
                                        Duration.ofMillis(100),
                                        500,
                                        Duration.ofSeconds(60),
                                        new Settings.Absence(Duration.ofSeconds(15), 100_000, 10_000))),
                        TransportChoice.AUTO,
                        new OverloadSettings(85, 268_435_456, Duration.ofSeconds(1)),
                        new TraceSettings(20, 200, 0, 16_777_216, Duration.ofHours(1), 8),
                        10_000));
    }

    @Test
    void everySettingGoesWhereItBelongs() {
        FakeSource source = everySetting();

        assertThat(Settings.read(source))
                .isEqualTo(new Settings(
                        Optional.of(Path.of("some", "data")),
                        new LogSettings(
                                LogEngine.MEMORY,
                                Duration.ofMinutes(1),
                                new LogSettings.Memory(11, 2048, 12, 13, 5_000_000_000L),
                                new LogSettings.Jdbc(
                                        Optional.of("java:/ChatDS"),
                                        SchemaChoice.VALIDATE,
                                        new LogSettings.Waiting(38, 2039, Duration.ofSeconds(40)),
                                        new LogSettings.Tail(41, 2042, 70_000),
                                        new LogSettings.Retention(Duration.ofDays(46), 47),
                                        new LogSettings.Reads(43, Duration.ofSeconds(44), Duration.ofSeconds(45))),
                                new LogSettings.Publications(101, Duration.ofSeconds(102), Duration.ofDays(103)),
                                new RoomRules(List.of())),
                        new Settings.Access(
                                false,
                                new AllowedOrigins(
                                        AllowedOrigins.Scope.LISTED, Set.of(new Origin("https://example.org"))),
                                TrustedProxies.parse("10.0.0.0/8").orElseThrow()),
                        new Settings.Admission(19, 21, 22, 20, UserLimit.NEWEST),
                        new Settings.Drain(23, Duration.ofSeconds(11)),
                        new Settings.Connection(
                                new Limits(4096, 14, 15),
                                0,
                                new Settings.Outbox(8192, Duration.ofSeconds(2)),
                                new KeepAliveTimes(Duration.ofSeconds(3), Duration.ofSeconds(4)),
                                new ReconnectTimes(Duration.ofSeconds(5), Duration.ofSeconds(6)),
                                Duration.ZERO,
                                new Settings.Rates(33, 34, 35, 36, 1037)),
                        new Settings.Frames(
                                new FrameLimits.Sizes(26, 4096, 27, 28),
                                new FrameLimits.Rates(29, 30, 8192),
                                new FrameLimits.Times(Duration.ofSeconds(31), Duration.ofSeconds(32))),
                        new Settings.Rooms(
                                new RoomName("hall"),
                                16,
                                Duration.ofSeconds(7),
                                new Settings.Presence(
                                        Duration.ofSeconds(8),
                                        17,
                                        Duration.ofSeconds(10),
                                        new Settings.Absence(Duration.ofSeconds(9), 24, 25))),
                        TransportChoice.PORTABLE,
                        new OverloadSettings(31, 32, Duration.ofSeconds(33)),
                        new TraceSettings(51, 52, 53, 70_054, Duration.ofSeconds(55), 56),
                        18));
    }

    private static FakeSource everySetting() {
        return everySettingButPublications()
                .with(Setting.PUBLICATIONS_WAITING, "101")
                .with(Setting.PUBLICATIONS_SWEEP, "PT102S")
                .with(Setting.PUBLICATIONS_SET_ASIDE, "P103D");
    }

    private static FakeSource everySettingButPublications() {
        return new FakeSource()
                .with(Setting.DATA_DIR, "some/data")
                .with(Setting.TRANSPORT, "portable")
                .with(Setting.OVERLOAD_HEAP, "31")
                .with(Setting.OVERLOAD_OUTBOXES, "32")
                .with(Setting.OVERLOAD_DELAY, "PT33S")
                .with(Setting.TRACES_COUNT, "51")
                .with(Setting.TRACES_FRAMES, "52")
                .with(Setting.TRACES_PAYLOAD_BYTES, "53")
                .with(Setting.TRACES_BYTES, "70054")
                .with(Setting.TRACES_TIME, "PT55S")
                .with(Setting.TRACES_STREAMS, "56")
                .with(Setting.LOG, "memory")
                .with(Setting.LOG_DEDUPE, "PT1M")
                .with(Setting.LOG_DATASOURCE, "java:/ChatDS")
                .with(Setting.LOG_SCHEMA, "validate")
                .with(Setting.LOG_WAITING, "38")
                .with(Setting.LOG_WAITING_BYTES, "2039")
                .with(Setting.LOG_PATIENCE, "PT40S")
                .with(Setting.LOG_TAIL_ENTRIES, "41")
                .with(Setting.LOG_TAIL_BYTES, "2042")
                .with(Setting.LOG_TAIL_TOTAL_BYTES, "70000")
                .with(Setting.LOG_RETENTION_AGE, "P46D")
                .with(Setting.LOG_RETENTION_ENTRIES, "47")
                .with(Setting.LOG_READS, "43")
                .with(Setting.LOG_TIMEOUT, "PT44S")
                .with(Setting.LOG_POLL, "PT45S")
                .with(Setting.LOG_MEMORY_ENTRIES, "11")
                .with(Setting.LOG_MEMORY_BYTES, "2048")
                .with(Setting.LOG_MEMORY_KEYS, "12")
                .with(Setting.LOG_MEMORY_ROOMS, "13")
                .with(Setting.LOG_MEMORY_TOTAL_BYTES, "5000000000")
                .with(Setting.DEFAULT_ROOM, "hall")
                .with(Setting.GUESTS, "false")
                .with(Setting.ORIGINS, "https://example.org")
                .with(Setting.PROXIES, "10.0.0.0/8")
                .with(Setting.LIMITS_MESSAGE_BYTES, "4096")
                .with(Setting.LIMITS_TEXT_CHARS, "14")
                .with(Setting.LIMITS_ROOMS, "15")
                .with(Setting.LIMITS_ERRORS, "0")
                .with(Setting.LIMITS_FIRST_MESSAGE, "PT0S")
                .with(Setting.LIMITS_CONNECTIONS, "19")
                .with(Setting.LIMITS_PER_USER, "20")
                .with(Setting.LIMITS_PER_USER_OVER, "newest")
                .with(Setting.LIMITS_PER_ADDRESS, "21")
                .with(Setting.LIMITS_HANDSHAKES, "22")
                .with(Setting.LIMITS_RATE, "33")
                .with(Setting.LIMITS_USER_RATE, "34")
                .with(Setting.LIMITS_READ_RATE, "35")
                .with(Setting.LIMITS_TYPING_RATE, "36")
                .with(Setting.LIMITS_BYTE_RATE, "1037")
                .with(Setting.FRAMES_BYTES, "26")
                .with(Setting.FRAMES_FRAGMENTS, "27")
                .with(Setting.FRAMES_EMPTY, "28")
                .with(Setting.FRAMES_CONTROL_RATE, "29")
                .with(Setting.FRAMES_RATE, "30")
                .with(Setting.FRAMES_BYTE_RATE, "8192")
                .with(Setting.FRAMES_TIME, "PT31S")
                .with(Setting.FRAMES_MESSAGE_TIME, "PT32S")
                .with(Setting.OUTBOX_BYTES, "8192")
                .with(Setting.OUTBOX_AGE, "PT2S")
                .with(Setting.KEEPALIVE_PING, "PT3S")
                .with(Setting.KEEPALIVE_TIMEOUT, "PT4S")
                .with(Setting.RECONNECT_MIN, "PT5S")
                .with(Setting.RECONNECT_MAX, "PT6S")
                .with(Setting.ROOMS_MAX, "16")
                .with(Setting.ROOMS_IDLE, "PT7S")
                .with(Setting.PRESENCE_BATCH, "PT8S")
                .with(Setting.PRESENCE_NAMES, "17")
                .with(Setting.PRESENCE_GRACE, "PT9S")
                .with(Setting.PRESENCE_ABSENT, "24")
                .with(Setting.PRESENCE_ABSENT_PER_ADDRESS, "25")
                .with(Setting.PRESENCE_LEASE, "PT10S")
                .with(Setting.DRAIN_PACE, "23")
                .with(Setting.DRAIN_WITHIN, "PT11S")
                .with(Setting.OBSERVERS_WAITING, "18");
    }

    @Test
    void theCatalogueIsWhatIsRead() {
        Set<String> asked = new HashSet<>();
        Settings.read(new SettingSource() {
            @Override
            public Optional<String> value(String setting) {
                asked.add(setting);
                return Optional.empty();
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }

            @Override
            public String name() {
                return "a list of what was asked";
            }
        });

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Setting.values()).stream().map(Setting::key).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankValueIsUnset(String blank) {
        FakeSource source = new FakeSource();
        List.of(Setting.values()).forEach(setting -> source.with(setting, blank));

        assertThat(Settings.read(source)).isEqualTo(Settings.read(new FakeSource()));
    }

    @Test
    void whiteSpaceAroundAValueDoesNotCount() {
        FakeSource source = new FakeSource().with(Setting.LIMITS_ROOMS, " 7 ").with(Setting.GUESTS, "false\n");

        assertThat(Settings.read(source).connection().limits().rooms()).isEqualTo(7);
        assertThat(Settings.read(source).access().guests()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_MEMORY_ENTRIES, 1",
        "LOG_MEMORY_ENTRIES, 1000000",
        "LOG_MEMORY_TOTAL_BYTES, 65536",
        "LOG_MEMORY_TOTAL_BYTES, 68719476736",
        "LIMITS_MESSAGE_BYTES, 1024",
        "LIMITS_MESSAGE_BYTES, 524288",
        "LIMITS_ERRORS, 0",
        "LIMITS_RATE, 0",
        "LIMITS_USER_RATE, 1000000",
        "LIMITS_BYTE_RATE, 536870912",
        "PRESENCE_NAMES, 0",
        "OUTBOX_BYTES, 1073741824",
        "OUTBOX_BYTES, 000131072",
        "ROOMS_IDLE, PT1S",
        "LOG_DEDUPE, P1D",
        "OUTBOX_AGE, PT0.1S",
        "KEEPALIVE_PING, PT1M30.5S",
        "DEFAULT_ROOM, a~room@example.org",
        "ORIGINS, *",
        "PROXIES, ::1",
        "GUESTS, true"
    })
    void aValueWithinItsBoundsIsGood(Setting setting, String value) {
        assertThat(Settings.read(new FakeSource().with(setting, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "LOG, kafka, memory or jdbc",
        "LOG_DATASOURCE, ldap://example.org/x, JNDI name",
        "LOG_DATASOURCE, rmi:x, JNDI name",
        "LOG_SCHEMA, drop, migrate or validate",
        "LOG, MEMORY, memory",
        "LOG_DEDUPE, 5m, from PT1S to PT24H",
        "LOG_DEDUPE, 300, ISO 8601",
        "LOG_DEDUPE, PT0S, from PT1S to PT24H",
        "LOG_DEDUPE, -PT5M, from PT1S to PT24H",
        "LOG_DEDUPE, PT99999999999999999999H, ISO 8601",
        "LOG_MEMORY_ENTRIES, 0, from 1 to 1000000",
        "LOG_MEMORY_ENTRIES, 1000001, from 1 to 1000000",
        "LOG_MEMORY_TOTAL_BYTES, 65535, from 65536 to 68719476736",
        "LOG_MEMORY_TOTAL_BYTES, 68719476737, bytes",
        "LIMITS_MESSAGE_BYTES, 1023, from 1024 to 1048576",
        "LIMITS_MESSAGE_BYTES, 1048577, bytes",
        "LIMITS_TEXT_CHARS, 524289, from 1 to 524288",
        "LIMITS_MESSAGE_BYTES, 64K, bytes",
        "LIMITS_TEXT_CHARS, -1, UTF-16 units",
        "LIMITS_ROOMS, 1.5, plain number",
        "LIMITS_ROOMS, 1_000, plain number",
        "LIMITS_ROOMS, +5, plain number",
        "LIMITS_ROOMS, \u0663, plain number",
        "LIMITS_RATE, 1000001, from 0 to 1000000",
        "LIMITS_BYTE_RATE, 536870913, from 0 to 536870912",
        "LIMITS_TYPING_RATE, 0.5, plain number",
        "OUTBOX_BYTES, 131071, from 131072 to 1073741824",
        "OUTBOX_BYTES, 4294969344, plain number",
        "OUTBOX_BYTES, 99999999999999999999999999, plain number",
        "DEFAULT_ROOM, the lobby, A-Z a-z 0-9",
        "GUESTS, yes, true or false",
        "GUESTS, True, true or false",
        "ORIGINS, https://example.org/, without a path",
        "ORIGINS, example.org, scheme://host",
        "PROXIES, proxy.example, IP addresses and networks",
        "PROXIES, 10.1.2.3/8, nothing set behind",
        "RECONNECT_MAX, PT0.1S, from PT0.5S",
        "RECONNECT_MIN, PT2H, to PT1H"
    })
    void aWrongValueIsNamedWithWhatIsAllowed(Setting setting, String value, String allowed) {
        assertThat(problems(new FakeSource().with(setting, value)))
                .singleElement()
                .asString()
                .startsWith(setting.key() + " is \"" + value + "\"")
                .contains(allowed);
    }

    @Test
    void aPathThatTheSystemCannotNameIsWrong() {
        assertThat(problems(new FakeSource().with(Setting.DATA_DIR, "a\u0000b")))
                .singleElement()
                .asString()
                .startsWith("parley.data.dir");
    }

    @Test
    void theLeastBackOffIsNotAboveTheMost() {
        FakeSource equal = new FakeSource().with(Setting.RECONNECT_MIN, "PT30S");
        FakeSource above = new FakeSource().with(Setting.RECONNECT_MIN, "PT31S");

        assertThat(Settings.read(equal).connection().reconnect().min()).isEqualTo(Duration.ofSeconds(30));
        assertThat(problems(above)).singleElement().asString().contains("parley.reconnect.max", "PT30S", "from PT31S");
    }

    @Test
    void aMessageThatMayComeMayComeAtOnce() {
        FakeSource source = new FakeSource().with(Setting.LIMITS_MESSAGE_BYTES, "4097");

        assertThat(Settings.read(source.with(Setting.LIMITS_BYTE_RATE, "1"))
                        .connection()
                        .rates()
                        .bytes())
                .isEqualTo(1025);
        assertThat(Settings.read(source.with(Setting.LIMITS_BYTE_RATE, "0"))
                        .connection()
                        .rates()
                        .bytes())
                .isZero();
    }

    @Test
    void aWrongValueCausesNoFurtherProblem() {
        FakeSource source = new FakeSource().with(Setting.RECONNECT_MIN, "soon").with(Setting.RECONNECT_MAX, "PT0.2S");

        assertThat(problems(source)).singleElement().asString().startsWith("parley.reconnect.min");
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirSource() {
        FakeSource source = new FakeSource()
                .with(Setting.OBSERVERS_WAITING, "many")
                .with(Setting.GUESTS, "some")
                .with(Setting.LOG_DEDUPE, "5m");

        InvalidSettingsException failure =
                catchThrowableOfType(InvalidSettingsException.class, () -> Settings.read(source));

        assertThat(failure.problems()).hasSize(3);
        assertThat(failure.getMessage())
                .contains("by hand")
                .contains("parley.observers.waiting", "\"many\"", "parley.guests", "\"some\"")
                .contains("parley.log.dedupe", "\"5m\"");
    }

    private static List<String> problems(FakeSource source) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> Settings.read(source))
                .problems();
    }
}
