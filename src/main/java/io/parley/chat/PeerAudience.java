package io.parley.chat;

import io.parley.protocol.EncodedEvent;
import io.parley.room.Audience;
import io.parley.room.Member;
import io.parley.session.FanOut;
import io.parley.session.LiveConnection;
import java.util.List;
import java.util.Map;

/** The peers in a room. Guarded by the room's lock. */
public final class PeerAudience implements Audience {

    private final FanOut<Member> fanOut;

    /**
     * Of one room.
     *
     * @param outboxBytes the bound of each connection's outbox
     */
    public PeerAudience(int outboxBytes) {
        this.fanOut = new FanOut<>(outboxBytes, PeerAudience::connection);
    }

    @Override
    public void to(List<Member> members) {
        fanOut.to(members);
    }

    @Override
    public Runnable offer(List<EncodedEvent> events, Map<Member, List<EncodedEvent>> instead) {
        return fanOut.offer(events, instead);
    }

    /** The chat lets nobody but peers into a room. */
    private static LiveConnection connection(Member member) {
        return ((Peer) member).connection();
    }
}
