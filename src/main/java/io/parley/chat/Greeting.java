package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.Entrance;
import java.time.Duration;
import java.util.Optional;

/** How a conversation begins: {@code connected}, what became of the wished name, and the room that is joined first. */
final class Greeting {

    /** Of a plain client whose room has no place. */
    private static final Duration BACK_AFTER = Duration.ofSeconds(10);

    private final Chat chat;
    private final Arrival arrival;
    private final NameClaim claim;

    Greeting(Chat chat, Arrival arrival, NameClaim claim) {
        this.chat = chat;
        this.arrival = arrival;
        this.claim = claim;
    }

    void give(Conversation conversation) {
        User user = claim.user();
        Peer peer = conversation.peer();
        peer.offer(new Event.Connected(
                peer.id(), user.name(), token(user), chat.settings().terms(), conversation.now()));
        if (claim.nameRefused()) {
            peer.offer(Event.Error.of(ErrorCode.NAME_TAKEN, "that name is in use or reserved; you are " + user.name()));
        }
        // Only now may the application speak to it: connected is the first that a client hears
        peer.connection().opened();
        firstRoom().ifPresentOrElse(room -> join(conversation, room), conversation::awaitFirstWord);
        if (arrival.full()) {
            // Whether or not it is in the room: mostly it is by now, and hears of both at once
            peer.flush();
        }
    }

    private Optional<String> token(User user) {
        return arrival.full() && user.isGuest()
                ? Optional.of(chat.context().guests().tokens().issue(user))
                : Optional.empty();
    }

    private Optional<RoomName> firstRoom() {
        return arrival.room()
                .or(() -> arrival.full()
                        ? Optional.empty()
                        : Optional.of(chat.settings().defaultRoom()));
    }

    /** Who knows the protocol may join later; who does not would sit outside for ever. */
    private void goOnWithout(Conversation conversation) {
        if (arrival.full()) {
            conversation.awaitFirstWord();
        } else {
            conversation.peer().connection().close(CloseReason.of(CloseCode.TRY_AGAIN_LATER), Optional.of(BACK_AFTER));
        }
    }

    private void join(Conversation conversation, RoomName room) {
        Entrance entrance = arrival.full() ? Entrance.newcomer() : Entrance.unannounced();
        conversation.join(room, entrance).whenComplete((done, failure) -> {
            // Whoever reads connected in plain mode is in the room: what is said from then on reaches it
            conversation.peer().flush();
            if (failure != null) {
                conversation.peer().fail(Optional.empty(), failure);
                goOnWithout(conversation);
            }
        });
    }
}
