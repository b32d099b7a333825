package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.session.ConnectionIdentity;
import io.parley.session.LiveConnection;
import io.parley.session.Place;
import io.parley.session.Transport;
import java.util.Optional;

/** The chat: begins a conversation with whoever arrives. May be used by any thread; nothing blocks. */
public final class Chat {

    private final ChatContext context;
    private final ChatSettings settings;
    private final Ids ids = new Ids();
    private final Absences absences;

    /**
     * A chat.
     *
     * @param context what conversations work with
     * @param settings what they go by
     */
    public Chat(ChatContext context, ChatSettings settings) {
        this.context = context;
        this.settings = settings;
        this.absences =
                new Absences(settings.absence(), context.connections().time().timer());
    }

    /**
     * Makes a conversation with somebody who arrives; nothing is said yet.
     *
     * @param arrival who comes
     * @param place kept for the connection, and given back at its end
     * @param transport the way to the peer
     * @return the conversation, to be told of its beginning, of what comes in, and of its end; empty where the place
     *     was kept for too long, and the transport is closed
     */
    public Optional<Conversation> meet(Arrival arrival, Place place, Transport transport) {
        if (!place.take()) {
            transport.close(CloseReason.of(CloseCode.TRY_AGAIN_LATER));
            return Optional.empty();
        }
        try {
            return Optional.of(begun(arrival, place, transport));
        } catch (RuntimeException | Error e) {
            place.giveBack();
            throw e;
        }
    }

    private Conversation begun(Arrival arrival, Place place, Transport transport) {
        NameClaim claim = claim(arrival);
        try {
            return begun(arrival, claim, place, transport);
        } catch (RuntimeException | Error e) {
            claim.release();
            throw e;
        }
    }

    private Conversation begun(Arrival arrival, NameClaim claim, Place place, Transport transport) {
        place.identify(claim.user().key());
        LiveConnection connection = new LiveConnection(
                new ConnectionIdentity(
                        ids.secret(), claim.user(), place.caller().address(), arrival.full()),
                transport,
                context.connections());
        FaultCount faults = new FaultCount(
                settings.errorsPerMinute(), context.connections().time().steady());
        Peer peer = new Peer(connection, context.encoder(), arrival.full(), faults);
        return new Conversation(this, peer, new Stay(claim, place, transport), new Greeting(this, arrival, claim));
    }

    /**
     * Who comes, as far as the handshake says.
     *
     * @param arrival who comes
     * @return the principal, or the guest of a token that is valid; empty for a guest who will be new
     */
    public Optional<UserKey> known(Arrival arrival) {
        return arrival.principal()
                .map(name -> User.principal(name).key())
                .or(() -> arrival.token()
                        .flatMap(context.guests().tokens()::verify)
                        .map(User::key));
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

    Absences absences() {
        return absences;
    }

    Ids ids() {
        return ids;
    }
}
