package io.parley.it.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that one person did and saw, over all connections. For one thread at a time. */
public final class Journal {

    private final String owner;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Ack> acks = new ArrayList<>();
    private final Map<String, List<Stay>> stays = new TreeMap<>();
    private final Map<String, List<Seen>> logs = new HashMap<>();
    private long unavailable;
    private long uncertain;

    /** The journal of somebody who bears this name from the first connection to the last. */
    public Journal(String owner) {
        this.owner = owner;
    }

    /** The name. */
    public String owner() {
        return owner;
    }

    /** Something is to be said; written down before it is sent. */
    public void tries(Attempt attempt) {
        attempts.add(attempt);
    }

    /** Something is stored, so the server says. */
    public void isAcknowledged(Ack ack) {
        acks.add(ack);
    }

    /** Something is not stored, so the server says, or perhaps it is. */
    public void isUnavailable(boolean maybeStored) {
        unavailable++;
        if (maybeStored) {
            uncertain++;
        }
    }

    /** Comes into a room; what is shown there is written into the stay. */
    public Stay enters(String room, Entrance entrance) {
        Stay stay = new Stay(entrance);
        stays.computeIfAbsent(room, name -> new ArrayList<>()).add(stay);
        return stay;
    }

    /** Has read the whole log of a room, at the end. */
    public void reads(String room, List<Seen> log) {
        logs.put(room, List.copyOf(log));
    }

    /** Whether a command was ever acknowledged. */
    public boolean hasAcks() {
        return !acks.isEmpty();
    }

    List<Attempt> attempts() {
        return Collections.unmodifiableList(attempts);
    }

    List<Ack> acks() {
        return Collections.unmodifiableList(acks);
    }

    Set<String> rooms() {
        return stays.keySet();
    }

    List<Stay> stays(String room) {
        return stays.getOrDefault(room, List.of());
    }

    List<Seen> log(String room) {
        return logs.getOrDefault(room, List.of());
    }

    long unavailable() {
        return unavailable;
    }

    long uncertain() {
        return uncertain;
    }
}
