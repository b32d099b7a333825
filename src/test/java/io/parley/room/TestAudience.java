package io.parley.room;

import io.parley.protocol.EncodedEvent;
import java.util.List;
import java.util.Map;

/** Hands events to one member after the other. */
final class TestAudience implements Audience {

    private List<Member> members = List.of();
    private int offers;

    @Override
    public void to(List<Member> all) {
        members = all;
    }

    List<Member> members() {
        return members;
    }

    /** How often all of them were offered something. */
    int offers() {
        return offers;
    }

    @Override
    public Runnable offer(List<EncodedEvent> events, Map<Member, List<EncodedEvent>> instead) {
        offers++;
        List<Member> to = members;
        to.forEach(member -> member.offer(instead.getOrDefault(member, events)));
        return () -> to.forEach(Seat::flush);
    }
}
