package io.parley.room;

import io.parley.protocol.EncodedEvent;
import java.util.List;
import java.util.Map;

/**
 * Port: the members of one room who are handed the same events, in one step. Guarded by the room's lock: must only
 * enqueue. What it hands to a member keeps its place among all that the member is {@linkplain Member#offer offered}.
 */
public interface Audience {

    /**
     * Sets who is handed events from now on.
     *
     * @param members in place of those before
     */
    void to(List<Member> members);

    /**
     * Offers events to all of them.
     *
     * @param events in order, with nothing between them
     * @param instead what some of the members get in place of that, in order
     * @return sends what was offered; to be run under no lock
     */
    Runnable offer(List<EncodedEvent> events, Map<Member, List<EncodedEvent>> instead);
}
