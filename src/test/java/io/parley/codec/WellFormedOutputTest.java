package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.Utf8;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8259, section 8.2: whatever an application publishes, no lone surrogate leaves the server. */
class WellFormedOutputTest {

    private static final RoomName LOBBY = new RoomName("lobby");
    private static final String LONE = "\ud83d";

    private final JsonEventEncoder encoder = new JsonEventEncoder();

    @ParameterizedTest
    @MethodSource
    void a_lone_surrogate_in_any_string_becomes_the_replacement_character(Event event) {
        String text = encoder.encode(new Outbound(event, Optional.of(LONE))).text();

        assertThat(text).matches(Utf8::isWellFormed).contains("\ufffd");
        assertThat(text.chars().filter(c -> c == '\ufffd').count()).isGreaterThan(1);
    }

    static Stream<Event> a_lone_surrogate_in_any_string_becomes_the_replacement_character() {
        Instant at = Instant.EPOCH;
        return Stream.of(
                new Event.Message(LOBBY, message(LONE, "ann", Body.of("x"))),
                new Event.Message(LOBBY, message("m1", LONE, Body.of("x"))),
                new Event.Message(LOBBY, message("m1", "ann", Body.of(LONE))),
                new Event.Message(LOBBY, message("m1", "ann", new Body("x", Optional.of("[\"\\ud83d\"]")))),
                new Event.Message(LOBBY, message("m1", "ann", new Body("x", Optional.of("\"" + LONE + "\"")))),
                new Event.Message(LOBBY, message("m1", "ann", new Body("x", Optional.of("{\"\\ude00\":1}")))),
                new Event.Joined(LOBBY, new Position(LONE, 1), Optional.empty(), List.of(), 1),
                new Event.History(LOBBY, List.of(message("m1", LONE, Body.of("x"))), false),
                new Event.Ack(LOBBY, 1, LONE, at, false),
                new Event.Presence(LOBBY, List.of(LONE), List.of(), 1),
                new Event.Presence(LOBBY, List.of(), List.of(LONE), 1),
                new Event.Typing(LOBBY, LONE, true),
                new Event.Members(LOBBY, List.of(LONE), 1, false),
                Event.Error.of(ErrorCode.INTERNAL, LONE),
                new Event.Closing(new CloseReason(CloseCode.NORMAL, LONE), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void only_lone_surrogates_are_replaced(String text, String repaired) {
        assertThat(WellFormed.of(text)).isEqualTo(repaired);
    }

    static Stream<Arguments> only_lone_surrogates_are_replaced() {
        String face = "\ud83d\ude00";
        return Stream.of(
                arguments("", ""),
                arguments("a\u00e9\u20ac" + face, "a\u00e9\u20ac" + face),
                arguments("\ud83d", "\ufffd"),
                arguments("\ud800", "\ufffd"),
                arguments("\udfff", "\ufffd"),
                arguments("\ud7ff\ue000", "\ud7ff\ue000"),
                arguments("a\ud83d" + face + "\ude00b", "a\ufffd" + face + "\ufffdb"),
                arguments("\ude00\ud83d", "\ufffd\ufffd"));
    }

    private static ChatMessage message(String id, String from, Body body) {
        return new ChatMessage(1, id, User.principal(from), body, Instant.EPOCH);
    }
}
