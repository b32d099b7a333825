package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leases of which is known only when a test wants. */
final class HeldLeases implements PresenceLeases {

    private final PresenceLeases leases;
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    /** Goes on to others. */
    HeldLeases(PresenceLeases leases) {
        this.leases = leases;
    }

    /** From now on, who holds one waits to know of it. */
    void hold() {
        gate = new CompletableFuture<>();
    }

    /** All know. */
    void release() {
        gate.complete(null);
    }

    @Override
    public Following follow(RoomName room, Listener listener) {
        return leases.follow(room, listener);
    }

    @Override
    public CompletionStage<Void> hold(RoomName room, User user) {
        CompletableFuture<Void> open = gate;
        return leases.hold(room, user).thenCompose(held -> open);
    }

    @Override
    public CompletionStage<Void> giveUp(RoomName room, UserKey user) {
        return leases.giveUp(room, user);
    }
}
