package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.User;
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
     * Makes a conversation with somebody who arrives; nothing is said yet.
     *
     * @param arrival who comes
     * @param transport the way to the peer
     * @return the conversation, to be told of its beginning, of what comes in, and of its end
     */
    public Conversation meet(Arrival arrival, Transport transport) {
        NameClaim claim = claim(arrival);
        Connection connection = new Connection(ids.secret(), claim.user(), transport, context.means());
        FaultCount faults =
                new FaultCount(settings.errorsPerMinute(), context.means().clock());
        Peer peer = new Peer(connection, context.encoder(), arrival.full(), faults);
        return new Conversation(this, peer, claim, new Greeting(this, arrival, claim));
    }

    private NameClaim claim(Arrival arrival) {
        if (arrival.principal().isPresent()) {
            return context.guests().names().principal(arrival.principal().get());
        }
        Optional<User> known = arrival.token().flatMap(context.guests().tokens()::verify);
        return known.map(user -> context.guests().names().returningGuest(user, arrival.wish()))
                .orElseGet(() -> context.guests().names().newGuest(arrival.wish()));
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
