package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are measured by {@link ChatMessage#sizeBytes()}: never below what is really written, and not far above. */
class MessageSizeTest {

    private static final RoomName LOBBY = new RoomName("lobby");
    private static final int SLACK_BYTES = 160;

    private final JsonEventEncoder encoder = new JsonEventEncoder();

    @Test
    void a_message_is_never_larger_on_a_page_than_its_size_says() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            ChatMessage message = new ChatMessage(
                    random.nextLong(),
                    randomText(random),
                    User.guest("g1", randomText(random)),
                    new Body(randomText(random), Optional.of(randomData(random))),
                    Instant.ofEpochMilli(random.nextLong()));

            assertThat(writtenBytes(message)).isLessThanOrEqualTo(message.sizeBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e5,2E7,-0,1.50]", "\"\\u0001\\u0001\"", "\"\\u00e9\\/\"", "[ 1, 2 ]", "\"\\ud800\""})
    void data_never_grows(String data) {
        ChatMessage without = new ChatMessage(1, "m1", User.SYSTEM, Body.of("x"), Instant.EPOCH);
        ChatMessage with = new ChatMessage(1, "m1", User.SYSTEM, new Body("x", Optional.of(data)), Instant.EPOCH);

        assertThat(writtenBytes(with) - writtenBytes(without) - ",\"data\":".length())
                .isLessThanOrEqualTo(data.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00", "\"", "\\", "\u0001"})
    void the_size_is_close_to_what_is_written(String character) {
        ChatMessage message = new ChatMessage(1, "m1", User.SYSTEM, Body.of(character.repeat(5000)), Instant.EPOCH);

        assertThat(message.sizeBytes()).isBetween(writtenBytes(message), writtenBytes(message) + SLACK_BYTES);
    }

    /** What the second of two equal messages adds, its comma included. */
    private int writtenBytes(ChatMessage message) {
        List<ChatMessage> page = new ArrayList<>(List.of(message));
        int one = pageBytes(page);
        page.add(message);
        return pageBytes(page) - one;
    }

    private int pageBytes(List<ChatMessage> page) {
        return encoder.encode(Outbound.of(new Event.History(LOBBY, page, false)))
                .sizeBytes();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int[] bounds = {0x20, 0x80, 0x100, 0x800, 0x2100, 0xe000, 0x10000};
        for (int n = random.nextInt(60); n >= 0; n--) {
            text.append((char) random.nextInt(bounds[random.nextInt(bounds.length)]));
        }
        return text.toString();
    }

    private static String randomData(Random random) {
        StringBuilder data = new StringBuilder("[");
        for (int n = random.nextInt(20); n > 0; n--) {
            data.append(random.nextBoolean() ? "\"\\u%04x\",".formatted(random.nextInt(0x10000)) : "1e9, ");
        }
        return data.append("{}]").toString();
    }
}
