package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into the queue of one connection: at once, or by a step in the outlet, behind all that was offered to whole
 * rooms before. Any thread. What comes is sent when {@link #flush} has been called behind it.
 *
 * @param queue gets what comes
 * @param sender sends it
 */
record Inlet(EventQueue queue, Sender sender) {

    @Nullable
    Outlet outlet() {
        return sender.outlet();
    }

    void add(List<EncodedEvent> events) {
        pass(() -> queue.add(events));
    }

    /** Behind this one there never is another. To be called once. */
    void addLast(EncodedEvent event) {
        pass(() -> queue.addLast(event));
    }

    /** Who was ready before it was in the queue might find nothing there: so the step says that there is something. */
    private void pass(Runnable adding) {
        @Nullable Outlet outlet = outlet();
        if (outlet == null) {
            adding.run();
        } else {
            outlet.addInOrder(() -> {
                adding.run();
                sender.ready();
            });
        }
    }

    /** Behind the steps that are taken now, on the thread that sends. */
    void whenTaken(Runnable action) {
        @Nullable Outlet outlet = outlet();
        if (outlet == null) {
            action.run();
        } else {
            outlet.ready(action);
        }
    }

    /** Under no lock. */
    void flush() {
        @Nullable Outlet outlet = outlet();
        if (outlet == null) {
            sender.ready();
        } else {
            outlet.wake();
        }
    }
}
