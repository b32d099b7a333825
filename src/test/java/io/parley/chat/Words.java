package io.parley.chat;

import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.EventHandler;
import io.parley.protocol.Outbound;
import java.util.List;
import java.util.stream.Collectors;

/** Events as a few words: what a test compares. A ref stands behind a {@code #}. */
final class Words implements EventHandler {

    private final StringBuilder words = new StringBuilder();

    private Words() {}

    static EncodedEvent encode(Outbound outbound) {
        Words writer = new Words();
        outbound.event().dispatch(writer);
        outbound.ref().ifPresent(ref -> writer.words.append(" #").append(ref));
        String text = writer.words.toString();
        return new EncodedEvent(text, outbound.event() instanceof Event.Typing);
    }

    @Override
    public void connected(Event.Connected event) {
        words.append("connected ").append(event.user()).append(event.guest().isPresent() ? " with a token" : "");
    }

    @Override
    public void joined(Event.Joined event) {
        words.append("joined ")
                .append(event.room())
                .append(" at ")
                .append(event.at().seq());
        event.recovered().ifPresent(recovered -> words.append(recovered ? " recovered" : " not recovered"));
        words.append(": ").append(page(event.messages())).append(" among ").append(event.members());
    }

    @Override
    public void left(Event.Left event) {
        words.append("left ").append(event.room());
    }

    @Override
    public void message(Event.Message event) {
        words.append(event.room())
                .append(' ')
                .append(event.message().seq())
                .append('=')
                .append(event.message().body().text())
                .append(" by ")
                .append(event.message().from().name());
    }

    @Override
    public void ack(Event.Ack event) {
        words.append("ack ").append(event.room()).append(' ').append(event.seq());
        words.append(event.duplicate() ? " duplicate" : "");
    }

    @Override
    public void ok(Event.Ok event) {
        words.append("ok");
    }

    @Override
    public void presence(Event.Presence event) {
        words.append("presence of ").append(event.members());
    }

    @Override
    public void typing(Event.Typing event) {
        words.append(event.room()).append(' ').append(event.from());
        words.append(event.active() ? " types" : " has stopped typing");
    }

    @Override
    public void history(Event.History event) {
        words.append("history ").append(page(event.messages())).append(event.more() ? " and more" : "");
    }

    @Override
    public void members(Event.Members event) {
        words.append("members ").append(event.users()).append(" of ").append(event.count());
        words.append(event.more() ? " and more" : "");
    }

    @Override
    public void error(Event.Error event) {
        words.append("error ").append(event.code().wire()).append(event.uncertain() ? " uncertain" : "");
        event.retryAfter().ifPresent(delay -> words.append(" for ").append(delay.toMillis()));
    }

    @Override
    public void closing(Event.Closing event) {
        words.append("closing ").append(event.reason().code().code());
    }

    @Override
    public void pong(Event.Pong event) {
        words.append("pong at ").append(event.serverAt());
    }

    @Override
    public void application(Event.Application event) {
        words.append("app.").append(event.name()).append(' ').append(event.data());
    }

    private static String page(List<ChatMessage> messages) {
        return messages.stream()
                .map(message -> message.seq() + "=" + message.body().text())
                .collect(Collectors.joining(" ", "[", "]"));
    }
}
