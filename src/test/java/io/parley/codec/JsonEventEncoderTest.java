package io.parley.codec;

import static io.parley.codec.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.Limits;
import io.parley.protocol.Outbound;
import io.parley.protocol.Position;
import io.parley.protocol.ReconnectTimes;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The members of each event, to the letter and in their order. */
class JsonEventEncoderTest {

    private static final RoomName LOBBY = new RoomName("lobby");
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final ChatMessage FROM_ANN = new ChatMessage(
            7, "k1", User.principal("ann"), new Body("Hello", Optional.of("{\"a\":1}")), AT.plusNanos(999_999));
    private static final ChatMessage FROM_GUEST =
            new ChatMessage(8, "m8", User.guest("g1", "user1"), Body.of("Hi"), AT);
    private static final String ANN_JSON =
            "'seq':7,'id':'k1','from':'ann','text':'Hello','data':{'a':1},'sentAt':1700000000123";
    private static final String GUEST_JSON =
            "'seq':8,'id':'m8','from':'user1','guest':true,'text':'Hi','sentAt':1700000000123";

    private final JsonEventEncoder encoder = new JsonEventEncoder();

    @ParameterizedTest
    @MethodSource
    void an_event_has_the_members_of_the_protocol_in_their_order(Event event, String text) {
        assertThat(encoder.encode(Outbound.of(event)).text()).isEqualTo(json(text));
    }

    static Stream<Arguments> an_event_has_the_members_of_the_protocol_in_their_order() {
        return Stream.of(
                arguments(
                        connected(Optional.empty()),
                        "{'type':'connected','id':'c1','user':'ann','protocol':'parley.v1',"
                                + "'keepAlive':{'pingMs':25000,'timeoutMs':10000},"
                                + "'limits':{'messageBytes':65536,'textChars':16000,'rooms':100},"
                                + "'reconnect':{'minMs':500,'maxMs':30000},'serverAt':1700000000123}"),
                arguments(
                        new Event.Joined(LOBBY, new Position("e1", 8), Optional.empty(), List.of(), 3),
                        "{'type':'joined','room':'lobby','epoch':'e1','seq':8,'messages':[],'members':3}"),
                arguments(
                        new Event.Joined(
                                LOBBY, new Position("e1", 8), Optional.of(true), List.of(FROM_ANN, FROM_GUEST), 3),
                        "{'type':'joined','room':'lobby','epoch':'e1','seq':8,'recovered':true,'messages':[{" + ANN_JSON
                                + "},{" + GUEST_JSON + "}],'members':3}"),
                arguments(
                        new Event.Joined(LOBBY, new Position("e1", 0), Optional.of(false), List.of(), 1),
                        "{'type':'joined','room':'lobby','epoch':'e1','seq':0,'recovered':false,"
                                + "'messages':[],'members':1}"),
                arguments(
                        new Event.Left(LOBBY, Event.Left.Reason.KICKED),
                        "{'type':'left','room':'lobby','reason':'kicked'}"),
                arguments(new Event.Message(LOBBY, FROM_ANN), "{'type':'message','room':'lobby'," + ANN_JSON + "}"),
                arguments(new Event.Message(LOBBY, FROM_GUEST), "{'type':'message','room':'lobby'," + GUEST_JSON + "}"),
                arguments(
                        new Event.Message(LOBBY, new ChatMessage(1, "m1", User.SYSTEM, Body.of("Welcome"), AT)),
                        "{'type':'message','room':'lobby','seq':1,'id':'m1','from':'system','text':'Welcome',"
                                + "'sentAt':1700000000123}"),
                arguments(
                        new Event.Ack(LOBBY, 7, "k1", AT, false),
                        "{'type':'ack','room':'lobby','seq':7,'id':'k1','sentAt':1700000000123}"),
                arguments(
                        new Event.Ack(LOBBY, 7, "k1", AT, true),
                        "{'type':'ack','room':'lobby','seq':7,'id':'k1','sentAt':1700000000123,'duplicate':true}"),
                arguments(new Event.Ok(), "{'type':'ok'}"),
                arguments(
                        new Event.Presence(LOBBY, List.of("ann", "bob"), List.of("eve"), 600),
                        "{'type':'presence','room':'lobby','joined':['ann','bob'],'left':['eve'],'members':600}"),
                arguments(
                        new Event.Presence(LOBBY, List.of(), List.of(), 600),
                        "{'type':'presence','room':'lobby','members':600}"),
                arguments(
                        new Event.Typing(LOBBY, "ann", false),
                        "{'type':'typing','room':'lobby','from':'ann','active':false}"),
                arguments(
                        new Event.History(LOBBY, List.of(FROM_GUEST), true),
                        "{'type':'history','room':'lobby','messages':[{" + GUEST_JSON + "}],'more':true}"),
                arguments(
                        new Event.Members(LOBBY, List.of("ann"), 2, true),
                        "{'type':'members','room':'lobby','users':['ann'],'count':2,'more':true}"),
                arguments(
                        Event.Error.of(ErrorCode.NOT_JOINED, "not in \"lobby\""),
                        "{'type':'error','code':'not_joined','message':'not in \\\"lobby\\\"'}"),
                arguments(
                        new Event.Error(ErrorCode.UNAVAILABLE, "busy", Optional.of(Duration.ofSeconds(2)), true),
                        "{'type':'error','code':'unavailable','message':'busy','retryAfterMs':2000,'uncertain':true}"),
                arguments(
                        new Event.Closing(CloseReason.of(CloseCode.SERVICE_RESTART), Optional.of(Duration.ofMillis(5))),
                        "{'type':'closing','code':1012,'reason':'service restart','reconnect':true,'retryAfterMs':5}"),
                arguments(
                        new Event.Closing(CloseReason.of(CloseCode.REPLACED), Optional.empty()),
                        "{'type':'closing','code':4409,'reason':'replaced','reconnect':false}"),
                arguments(new Event.Pong(AT), "{'type':'pong','serverAt':1700000000123}"));
    }

    @Test
    void connected_carries_the_guest_token_of_a_guest() {
        assertThat(encoder.encode(Outbound.of(connected(Optional.of("secret")))).text())
                .startsWith(json("{'type':'connected','id':'c1','user':'ann','guest':'secret','protocol':"));
    }

    @ParameterizedTest
    @MethodSource
    void ref_comes_second_in_every_event(Event event) {
        String alone = encoder.encode(Outbound.of(event)).text();
        int typeEnd =
                json("{'type':'").length() + event.getClass().getSimpleName().length() + 1;

        assertThat(encoder.encode(new Outbound(event, Optional.of("r1"))).text())
                .isEqualTo(alone.substring(0, typeEnd) + json(",'ref':'r1'") + alone.substring(typeEnd));
    }

    static Stream<Event> ref_comes_second_in_every_event() {
        return an_event_has_the_members_of_the_protocol_in_their_order().map(row -> (Event) row.get()[0]);
    }

    @ParameterizedTest
    @MethodSource("ref_comes_second_in_every_event")
    void only_typing_may_be_dropped_under_pressure(Event event) {
        assertThat(encoder.encode(Outbound.of(event)).isDroppable()).isEqualTo(event instanceof Event.Typing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud800", "\u0000", "\""})
    void the_size_is_that_of_the_text_in_utf8(String text) {
        EncodedEvent encoded = encoder.encode(Outbound.of(Event.Error.of(ErrorCode.INTERNAL, text)));

        assertThat(encoded.payloadBytes()).isEqualTo(encoded.text().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void data_that_is_not_json_is_refused() {
        Body body = new Body("x", Optional.of("{never"));
        Event event = new Event.Message(LOBBY, new ChatMessage(1, "m1", User.SYSTEM, body, AT));

        assertThatThrownBy(() -> encoder.encode(Outbound.of(event))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_container_is_handed_the_same_text() {
        Outbound outbound = new Outbound(new Event.Message(LOBBY, FROM_ANN), Optional.of("r1"));

        assertThat(new OutboundEncoder().encode(outbound))
                .isEqualTo(encoder.encode(outbound).text());
    }

    private static Event connected(Optional<String> guest) {
        Event.Terms terms = new Event.Terms(
                "parley.v1",
                new KeepAliveTimes(Duration.ofSeconds(25), Duration.ofSeconds(10)),
                new Limits(65536, 16000, 100),
                new ReconnectTimes(Duration.ofMillis(500), Duration.ofSeconds(30)));
        return new Event.Connected("c1", "ann", guest, terms, AT);
    }
}
