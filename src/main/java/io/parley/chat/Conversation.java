package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Inbound;
import io.parley.protocol.RoomName;
import io.parley.room.Entrance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What one connection and the server say to each other, from {@code connected} to the close.
 *
 * <p>Commands come one at a time; {@link #closed} may come from any thread, also while a command is carried out.
 * Nothing blocks.
 */
public final class Conversation {

    private final ChatContext context;
    private final ChatSettings settings;
    private final Ids ids;
    private final Peer peer;
    private final NameClaim claim;
    private final Memberships memberships;
    private final Greeting greeting;

    Conversation(Chat chat, Peer peer, NameClaim claim, Greeting greeting) {
        this.context = chat.context();
        this.settings = chat.settings();
        this.ids = chat.ids();
        this.peer = peer;
        this.claim = claim;
        this.memberships = new Memberships(settings.terms().limits().rooms());
        this.greeting = greeting;
        peer.whenEnded(this::end);
    }

    /** Says {@code connected}, and joins what is to be joined. Called once, before anything is received. */
    public void begin() {
        greeting.give(this);
    }

    /**
     * Carries out a command; its answers, good or bad, go into the outbox, now or later. Once the server has begun to
     * close, or the connection is closed, commands are ignored.
     *
     * @param inbound the command
     */
    public void receive(Inbound inbound) {
        if (peer.isClosing() || memberships.haveEnded()) {
            return;
        }
        try {
            inbound.command().dispatch(new CommandHandler(this, inbound.ref()));
        } catch (RuntimeException e) {
            peer.fail(inbound.ref(), e);
        }
    }

    /**
     * Says why, and closes.
     *
     * @param reason the close code and reason
     */
    public void close(CloseReason reason) {
        peer.close(reason);
    }

    /** The connection is closed, whoever closed it: leaves all rooms and gives the name back. May be called again. */
    public void closed() {
        peer.closed();
    }

    private void end() {
        memberships.endAll().forEach(room -> context.rooms().leave(room, peer));
        claim.release();
    }

    CompletionStage<Void> join(RoomName room, Entrance entrance) {
        Memberships.Stay stay;
        try {
            stay = memberships.begin(room);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return context.rooms().join(room, peer, entrance).whenComplete((done, failure) -> {
            if (failure != null) {
                memberships.fail(room, stay);
            } else if (memberships.haveEnded()) {
                context.rooms().leave(room, peer);
            }
        });
    }

    void leave(RoomName room) {
        memberships.end(room);
        context.rooms().leave(room, peer);
    }

    String uniqueId() {
        return ids.unique();
    }

    Peer peer() {
        return peer;
    }

    Memberships memberships() {
        return memberships;
    }

    ChatContext context() {
        return context;
    }

    ChatSettings settings() {
        return settings;
    }
}
