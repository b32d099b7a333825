package io.parley.chat;

import io.parley.protocol.EncodedEvent;
import io.parley.room.Audience;
import io.parley.room.Member;
import io.parley.session.FanOut;
import io.parley.session.LiveConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The peers in a room. Guarded by the room's lock. */
public final class PeerAudience implements Audience {

    private final FanOut fanOut;

    /**
     * Of one room.
     *
     * @param outboxBytes the bound of each connection's outbox
     */
    public PeerAudience(int outboxBytes) {
        this.fanOut = new FanOut(outboxBytes);
    }

    @Override
    public void to(List<Member> members) {
        fanOut.to(members.stream().map(PeerAudience::connection).toList());
    }

    @Override
    public Runnable offer(List<EncodedEvent> events, Map<Member, List<EncodedEvent>> instead) {
        if (instead.isEmpty()) {
            return fanOut.offer(events, Map.of());
        }
        Map<LiveConnection, List<EncodedEvent>> others = new HashMap<>();
        instead.forEach((member, own) -> others.put(connection(member), own));
        return fanOut.offer(events, others);
    }

    /** The chat lets nobody but peers into a room. */
    private static LiveConnection connection(Member member) {
        return ((Peer) member).connection();
    }
}
