package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Body;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Command;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Inbound;
import io.parley.protocol.RoomName;
import io.parley.session.Ending;
import io.parley.session.Place;
import io.parley.session.TestTransport;
import java.util.Optional;
import java.util.OptionalInt;

/** One conversation as a script: what the client says, and what it hears. */
final class Talk {

    private static final int SIZE = 10;

    final TestTransport transport = new TestTransport();
    private final Conversation conversation;

    Talk(Chat chat, Arrival arrival, Place place) {
        this.conversation = chat.meet(arrival, place, transport).orElseThrow();
        transport.whenPinged(conversation::pong);
        conversation.begin();
    }

    Talk says(Command command) {
        conversation.receive(new Inbound(command, Optional.empty()), SIZE);
        return this;
    }

    /** What comes has this many bytes. */
    Talk saysAtLength(int size, Command command) {
        conversation.receive(new Inbound(command, Optional.empty()), size);
        return this;
    }

    Talk says(String ref, Command command) {
        conversation.receive(new Inbound(command, Optional.of(ref)), SIZE);
        return this;
    }

    Talk joins(RoomName room) {
        return says(new Command.Join(room, Optional.empty(), OptionalInt.empty()));
    }

    Talk writes(RoomName room, String text) {
        return says(message(room, text));
    }

    static Command message(RoomName room, String text) {
        return new Command.Message(Optional.of(room), Body.of(text), Optional.empty());
    }

    Talk isFaulty() {
        return says(new Command.Faulty(ErrorCode.BAD_REQUEST, "not JSON"));
    }

    /** This, and nothing else, has come since. */
    Talk hears(String... events) {
        assertThat(transport.takeSent()).containsExactly(events);
        return this;
    }

    void forgets() {
        transport.takeSent();
    }

    /** The container tells that the connection is gone. */
    Talk isGone() {
        conversation.closed(Ending.ABNORMAL, "");
        return this;
    }

    /** The client has closed. */
    Talk leaves() {
        conversation.closed(CloseCode.NORMAL.code(), "");
        return this;
    }

    void isClosedWith(CloseCode code) {
        assertThat(transport.closes()).extracting(CloseReason::code).containsExactly(code);
    }

    void isOpen() {
        assertThat(transport.closes()).isEmpty();
    }
}
