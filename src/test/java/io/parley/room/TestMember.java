package io.parley.room;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import java.util.ArrayList;
import java.util.List;

/** A member that keeps what it was sent, and notices what was offered but never flushed. */
final class TestMember implements Member {

    private final User user;
    private final boolean wantsPresence;
    private final List<String> offered = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private boolean pressed;
    private int offers;
    private boolean failing;

    TestMember(User user, boolean wantsPresence) {
        this.user = user;
        this.wantsPresence = wantsPresence;
    }

    /** A guest in full mode. */
    static TestMember named(String name) {
        return new TestMember(User.guest("id of " + name, name), true);
    }

    @Override
    public String id() {
        return user.key().id();
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public boolean wantsPresence() {
        return wantsPresence;
    }

    @Override
    public synchronized boolean isPressed() {
        return pressed;
    }

    /** So much waits that what can be told later should be; or no longer. */
    synchronized void isPressed(boolean now) {
        pressed = now;
    }

    @Override
    public synchronized void offer(List<EncodedEvent> events) {
        events.forEach(event -> offered.add(event.text()));
        offers += events.isEmpty() ? 0 : 1;
    }

    @Override
    public synchronized void flush() {
        if (failing) {
            throw new IllegalStateException("broken");
        }
        received.addAll(offered);
        offered.clear();
    }

    @Override
    public synchronized void cutOff() {
        received.add("cut off");
    }

    /** From now on nothing can be sent to it. */
    synchronized void fails() {
        failing = true;
    }

    /** How often something was offered. */
    synchronized int offers() {
        return offers;
    }

    /** What has arrived, in order. */
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** What has arrived since this was last asked. */
    synchronized List<String> takeReceived() {
        List<String> taken = List.copyOf(received);
        received.clear();
        return taken;
    }
}
