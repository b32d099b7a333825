package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.Entrance;
import io.parley.session.Connection;
import io.parley.session.Transport;
import java.util.Optional;

/** The chat: begins a conversation with whoever arrives. May be used by any thread; nothing blocks. */
public final class Chat {

    private final ChatContext context;
    private final ChatSettings settings;
    private final Ids ids = new Ids();

    /**
     * A chat.
     *
     * @param context what conversations work with
     * @param settings what they go by
     */
    public Chat(ChatContext context, ChatSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Begins a conversation: says {@code connected}, and joins what is to be joined.
     *
     * @param arrival who comes
     * @param transport the way to the peer
     * @return the conversation, to be told of what comes in and of the end
     */
    public Conversation begin(Arrival arrival, Transport transport) {
        NameClaim claim = claim(arrival);
        Connection connection = new Connection(ids.secret(), claim.user(), transport, context.means());
        FaultCount faults =
                new FaultCount(settings.errorsPerMinute(), context.means().clock());
        Peer peer = new Peer(connection, context.encoder(), arrival.full(), faults);
        Conversation conversation = new Conversation(this, peer, claim);
        peer.tell(new Event.Connected(
                connection.id(),
                claim.user().name(),
                token(arrival, claim.user()),
                settings.terms(),
                context.means().clock().instant()));
        if (claim.nameRefused()) {
            peer.tell(Event.Error.of(
                    ErrorCode.NAME_TAKEN,
                    "that name is in use or reserved; you are " + claim.user().name()));
        }
        joinFirst(arrival, conversation);
        return conversation;
    }

    private NameClaim claim(Arrival arrival) {
        if (arrival.principal().isPresent()) {
            return context.guests().names().principal(arrival.principal().get());
        }
        Optional<User> known = arrival.token().flatMap(context.guests().tokens()::verify);
        return known.map(user -> context.guests().names().returningGuest(user, arrival.wish()))
                .orElseGet(() -> context.guests().names().newGuest(arrival.wish()));
    }

    private Optional<String> token(Arrival arrival, User user) {
        return arrival.full() && user.isGuest()
                ? Optional.of(context.guests().tokens().issue(user))
                : Optional.empty();
    }

    private void joinFirst(Arrival arrival, Conversation conversation) {
        Optional<RoomName> room = arrival.room();
        if (room.isEmpty() && !arrival.full()) {
            room = Optional.of(settings.defaultRoom());
        }
        Entrance entrance = arrival.full()
                ? new Entrance(Optional.empty(), Optional.empty(), CommandHandler.DEFAULT_HISTORY, false)
                : Entrance.unannounced();
        room.ifPresent(name -> conversation.join(name, entrance).whenComplete((done, failure) -> {
            if (failure != null) {
                conversation.peer().fail(Optional.empty(), failure);
            }
        }));
    }

    ChatContext context() {
        return context;
    }

    ChatSettings settings() {
        return settings;
    }

    Ids ids() {
        return ids;
    }
}
