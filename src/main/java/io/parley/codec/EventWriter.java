package io.parley.codec;

import io.parley.protocol.ChatMessage;
import io.parley.protocol.Event;
import io.parley.protocol.EventHandler;
import jakarta.json.stream.JsonParserFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the members of one event into an object that is open: {@code type}, {@code ref}, then the others in the order
 * of the protocol's table.
 */
final class EventWriter implements EventHandler {

    private final JsonOut out;
    private final Optional<String> ref;
    private final JsonParserFactory parsers;

    EventWriter(JsonOut out, Optional<String> ref, JsonParserFactory parsers) {
        this.out = out;
        this.ref = ref;
        this.parsers = parsers;
    }

    @Override
    public void connected(Event.Connected event) {
        type("connected");
        out.member("id", event.id());
        out.member("user", event.user());
        event.guest().ifPresent(token -> out.member("guest", token));
        terms(event.terms());
        out.member("serverAt", event.serverAt());
    }

    @Override
    public void joined(Event.Joined event) {
        type("joined");
        out.member("room", event.room().value());
        out.member("epoch", event.at().epoch());
        out.member("seq", event.at().seq());
        event.recovered().ifPresent(recovered -> out.member("recovered", recovered));
        messages(event.messages());
        out.member("members", event.members());
    }

    @Override
    public void left(Event.Left event) {
        type("left");
        out.member("room", event.room().value());
        out.member("reason", event.reason().wire());
    }

    @Override
    public void message(Event.Message event) {
        type("message");
        out.member("room", event.room().value());
        message(event.message());
    }

    @Override
    public void ack(Event.Ack event) {
        type("ack");
        out.member("room", event.room().value());
        out.member("seq", event.seq());
        out.member("id", event.id());
        out.member("sentAt", event.sentAt());
        out.memberIfTrue("duplicate", event.duplicate());
    }

    @Override
    public void ok(Event.Ok event) {
        type("ok");
    }

    @Override
    public void presence(Event.Presence event) {
        type("presence");
        out.member("room", event.room().value());
        out.memberIfAny("joined", event.joined());
        out.memberIfAny("left", event.left());
        out.member("members", event.members());
    }

    @Override
    public void typing(Event.Typing event) {
        type("typing");
        out.member("room", event.room().value());
        out.member("from", event.from());
        out.member("active", event.active());
    }

    @Override
    public void history(Event.History event) {
        type("history");
        out.member("room", event.room().value());
        messages(event.messages());
        out.member("more", event.more());
    }

    @Override
    public void members(Event.Members event) {
        type("members");
        out.member("room", event.room().value());
        out.member("users", event.users());
        out.member("count", event.count());
        out.member("more", event.more());
    }

    @Override
    public void error(Event.Error event) {
        type("error");
        out.member("code", event.code().wire());
        out.member("message", event.message());
        event.retryAfter().ifPresent(delay -> out.member("retryAfterMs", delay));
        out.memberIfTrue("uncertain", event.uncertain());
    }

    @Override
    public void closing(Event.Closing event) {
        type("closing");
        out.member("code", event.reason().code().code());
        out.member("reason", event.reason().text());
        out.member("reconnect", event.reason().code().reconnects());
        event.retryAfter().ifPresent(delay -> out.member("retryAfterMs", delay));
    }

    @Override
    public void pong(Event.Pong event) {
        type("pong");
        out.member("serverAt", event.serverAt());
    }

    @Override
    public void application(Event.Application event) {
        type("app." + event.name());
        data(event.data(), GuardedParser::end);
    }

    private void type(String type) {
        out.member("type", type);
        ref.ifPresent(value -> out.member("ref", value));
    }

    private void terms(Event.Terms terms) {
        out.member("protocol", terms.protocol());
        out.begin("keepAlive");
        out.member("pingMs", terms.keepAlive().ping());
        out.member("timeoutMs", terms.keepAlive().timeout());
        out.end();
        out.begin("limits");
        out.member("messageBytes", terms.limits().messageBytes());
        out.member("textChars", terms.limits().textChars());
        out.member("rooms", terms.limits().rooms());
        out.end();
        out.begin("reconnect");
        out.member("minMs", terms.reconnect().min());
        out.member("maxMs", terms.reconnect().max());
        out.end();
    }

    /** A page. Each one has the members of its own event but {@code type} and {@code room}. */
    private void messages(List<ChatMessage> messages) {
        out.beginArray("messages");
        for (ChatMessage message : messages) {
            out.begin();
            message(message);
            out.end();
        }
        out.end();
    }

    private void message(ChatMessage message) {
        out.member("seq", message.seq());
        out.member("id", message.id());
        out.member("from", message.from().name());
        out.memberIfTrue("guest", message.from().isGuest());
        if (message.body().isErased()) {
            out.member("erased", true);
        } else {
            out.member("text", message.body().text());
        }
        message.body().data().ifPresent(json -> data(json, read -> {}));
        out.member("sentAt", message.sentAt());
    }

    /** What a log gives back is taken as it is; what an application brings is checked to its end. */
    private void data(String json, Consumer<GuardedParser> check) {
        out.name("data");
        try (GuardedParser parser = new GuardedParser(parsers, json)) {
            JsonCopy.value(parser, parser.next(), out);
            check.accept(parser);
        } catch (Fault fault) {
            throw new IllegalArgumentException("the data of an event is not JSON", fault);
        }
    }
}
