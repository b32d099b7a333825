package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command and each event calls the one method that is named like it, with itself. */
class DispatchTest {

    private static final RoomName ROOM = new RoomName("lobby");

    private final List<String> calls = new ArrayList<>();

    @ParameterizedTest
    @MethodSource
    void a_command_calls_the_method_of_its_name(Command command) {
        command.dispatch(recording(Command.Handler.class));

        assertThat(calls).containsExactly(call(command));
    }

    static Stream<Command> a_command_calls_the_method_of_its_name() {
        Optional<RoomName> room = Optional.of(ROOM);
        return Stream.of(
                new Command.Message(room, Body.of("x"), Optional.empty()),
                new Command.Join(ROOM, Optional.empty(), OptionalInt.empty()),
                new Command.Leave(room),
                new Command.History(room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()),
                new Command.Members(room, Optional.empty(), OptionalInt.empty()),
                new Command.Typing(room, true),
                new Command.Refresh("t"),
                new Command.Ping(),
                new Command.Faulty(ErrorCode.BAD_REQUEST, "x"));
    }

    @ParameterizedTest
    @MethodSource
    void an_event_calls_the_method_of_its_name(Event event) {
        event.dispatch(recording(EventHandler.class));

        assertThat(calls).containsExactly(call(event));
    }

    static Stream<Event> an_event_calls_the_method_of_its_name() {
        Instant at = Instant.EPOCH;
        ChatMessage message = new ChatMessage(1, "m1", User.SYSTEM, Body.of("x"), at);
        Event.Terms terms = new Event.Terms(
                "p",
                new KeepAliveTimes(Duration.ZERO, Duration.ZERO),
                new Limits(1, 1, 1),
                new ReconnectTimes(Duration.ZERO, Duration.ZERO));
        return Stream.of(
                new Event.Connected("c", "u", Optional.empty(), terms, at),
                new Event.Joined(ROOM, new Position("e", 1), Optional.empty(), List.of(message), 1),
                new Event.Left(ROOM, Event.Left.Reason.LEFT),
                new Event.Message(ROOM, message),
                new Event.Ack(ROOM, 1, "m1", at, false),
                new Event.Ok(),
                new Event.Presence(ROOM, List.of(), List.of(), 1),
                new Event.Typing(ROOM, "u", true),
                new Event.History(ROOM, List.of(), false),
                new Event.Members(ROOM, List.of(), 0, false),
                Event.Error.of(ErrorCode.INTERNAL, "x"),
                new Event.Closing(CloseReason.of(CloseCode.NORMAL), Optional.empty()),
                new Event.Pong(at));
    }

    private <H> H recording(Class<H> handler) {
        return handler.cast(Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + " " + arguments[0]);
                    return null;
                }));
    }

    private static String call(Object value) {
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + value;
    }
}
