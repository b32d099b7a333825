package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.protocol.RoomName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley.rooms.PATTERN.WHAT}: what is different for some rooms. */
class RoomRulesTest {

    private static LogSettings read(String... namesAndValues) {
        FakeSource source = new FakeSource();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            source.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.read(source).log();
    }

    private static LogEngine engine(LogSettings log, String room) {
        return log.engine(new RoomName(room));
    }

    @Test
    void withoutRulesAllRoomsAreAlike() {
        LogSettings log = read("parley.rooms.max", "7", "parley.rooms.idle", "PT1M");

        assertThat(log.rules().rules()).isEmpty();
        assertThat(engine(log, "max")).isEqualTo(LogEngine.JDBC);
        assertThat(log.uses(LogEngine.MEMORY)).isFalse();
        assertThat(log.uses(LogEngine.JDBC)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "game-*, game-1, true",
        "game-*, game-, true",
        "game-*, agame-1, false",
        "*-game, my-game, true",
        "a*b*c, a.x.b.y.c, true",
        "a*b*c, abcd, false",
        "lobby, lobby, true",
        "lobby, Lobby, false",
        "a.b, a.b, true",
        "a.b, axb, false",
        "*, anything, true",
    })
    void aStarStandsForAnyCharacters(String pattern, String room, boolean matches) {
        LogSettings log = read("parley.rooms." + pattern + ".log", "memory");

        assertThat(engine(log, room)).isEqualTo(matches ? LogEngine.MEMORY : LogEngine.JDBC);
        assertThat(log.uses(LogEngine.MEMORY)).isTrue();
    }

    @Test
    void allIsKeptWhereNothingBoundsIt() {
        assertThat(read().keepsAll()).isTrue();
        assertThat(read("parley.rooms.a.log", "memory").keepsAll()).isTrue();
        assertThat(read("parley.log.retention-age", "P1D").keepsAll()).isFalse();
        assertThat(read("parley.log.retention-entries", "9").keepsAll()).isFalse();
        assertThat(read("parley.rooms.a.retention-age", "P1D").keepsAll()).isFalse();
        assertThat(read("parley.rooms.a.retention-entries", "9").keepsAll()).isFalse();
    }

    @Test
    void theLongerPatternCountsForWhatItSays() {
        LogSettings log = read(
                "parley.log.retention-entries", "100",
                "parley.rooms.team-*.retention-age", "P30D",
                "parley.rooms.team-*.log", "memory",
                "parley.rooms.team-red.log", "jdbc",
                "parley.rooms.team-red.retention-entries", "5");

        assertThat(engine(log, "team-red")).isEqualTo(LogEngine.JDBC);
        assertThat(engine(log, "team-blue")).isEqualTo(LogEngine.MEMORY);
        assertThat(log.retention(new RoomName("team-red")))
                .isEqualTo(new LogSettings.Retention(Duration.ofDays(30), 5));
        assertThat(log.retention(new RoomName("team-blue")))
                .isEqualTo(new LogSettings.Retention(Duration.ofDays(30), 100));
        assertThat(log.retention(new RoomName("lobby"))).isEqualTo(new LogSettings.Retention(Duration.ZERO, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.rooms.game-*.retention",
                "parley.rooms.game-*.retention-entry",
                "parley.rooms.game-*.Log",
                "parley.rooms.game 1.log",
                "parley.rooms..log",
                "parley.rooms.log",
                "parley.rooms.maximum",
            })
    void aMisspeltNameIsNamedWithWhatIsAllowed(String name) {
        assertThatThrownBy(() -> read(name, "memory"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(
                        name + " is not the name of a setting",
                        "parley.rooms.PATTERN.retention-age",
                        "parley.rooms.max");
        assertThat(read(name, " ").rules().rules()).as("a blank one is not set").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "parley.rooms.a-*.log, disk, memory or jdbc",
        "parley.rooms.a.retention-age, soon, ISO 8601",
        "parley.rooms.a.retention-age, -PT1S, ISO 8601",
        "parley.rooms.a.retention-entries, -1, plain number",
    })
    void aWrongValueIsNamed(String name, String value, String allowed) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(name, value, allowed);
    }
}
