package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Meanwhile;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Stages;
import io.parley.log.memory.MemoryLogSettings;
import io.parley.log.memory.MemoryRoomLog;
import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.RoomExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A room's log as JSON lines. */
class RoomExportTest {

    private static final RoomName ROOM = new RoomName("tea");

    private final MemoryRoomLog log = new MemoryRoomLog(
            new MemoryLogSettings(5_000, 64 << 20, 10, 10, 1L << 30, LogUnderTest.WINDOW),
            new ManualClock(),
            LogUnderTest.EXECUTOR);
    private final RoomExport export = new RoomExport(log, new JsonEventEncoder());

    private void say(User from, String text) {
        Stages.await(log.append(ROOM, new Draft("uid", Optional.empty(), from, Body.of(text))));
    }

    private List<String> lines() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long lines = export.write(ROOM, out);
        List<String> written = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(written).hasSize((int) lines);
        return written;
    }

    @Test
    void aRoomNeverUsedHasNoLines() throws IOException {
        assertThat(lines()).isEmpty();
    }

    @Test
    void everyMessageIsALineInTheOrderOfTheLogHoweverManyThereAre() throws IOException {
        IntStream.range(0, 2_345).forEach(i -> say(User.principal("ann"), "word " + i + "\nand ü"));

        List<String> lines = lines();

        assertThat(lines).hasSize(2_345);
        for (int i = 0; i < 2_345; i++) {
            assertThat(lines.get(i))
                    .startsWith("{\"type\":\"message\",\"room\":\"tea\",\"seq\":" + (i + 1) + ",")
                    .contains("\"text\":\"word " + i + "\\nand ü\"")
                    .endsWith("}");
        }
    }

    private void say(int times) {
        IntStream.range(0, times).forEach(i -> say(User.principal("ann"), "word"));
    }

    @Test
    void whatIsSaidMeanwhileIsNotInIt() throws IOException {
        say(2_345);

        assertThat(export.write(ROOM, new Meanwhile(() -> say(10)))).isEqualTo(2_345);
    }

    @Test
    void whereSomeIsTakenAwayMeanwhileItFailsAndSaysBehindWhat() {
        say(5_000);

        assertThatThrownBy(() -> export.write(ROOM, new Meanwhile(() -> say(1_500))))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("tea")
                .hasMessageEndingWith("behind 1000");
    }

    @Test
    void whatIsErasedIsALineWithoutWords() throws IOException {
        say(User.principal("ann"), "secret");
        say(User.principal("ben"), "hello");

        assertThat(Stages.await(log.erase(User.principal("ann").key()))).isEqualTo(1);

        assertThat(lines().get(0))
                .contains("\"from\":\"ann\"", "\"erased\":true")
                .doesNotContain("secret", "\"text\"");
        assertThat(lines().get(1)).contains("hello");
        assertThat(Stages.await(log.erase(User.principal("ann").key()))).isZero();
    }
}
