package io.parley.it.app;

import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.Publication;
import io.parley.room.Rooms;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Observes the rooms and keeps a line for each thing it hears. It obeys what is said: {@code wait} makes it block until
 * it may go on, {@code throw} and {@code break} make it fail, {@code answer} makes it publish.
 */
@ApplicationScoped
public class Witness {

    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, BlockingQueue<String>> heard = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    /** Made by the container. */
    public Witness() {}

    void joined(@Observes Joined event) {
        note(event.room().value(), "joined " + event.user().name());
    }

    void left(@Observes Left event) {
        note(event.room().value(), "left " + event.user().name());
    }

    void posted(@Observes Posted event, Rooms rooms) throws InterruptedException {
        String room = event.room().value();
        String text = event.message().body().text();
        note(room, "posted " + event.message().seq() + " " + text);
        switch (text) {
            case "thread" -> note(room, "managed " + (Thread.currentThread() instanceof ManageableThread));
            case "wait" -> note(room, "went on " + gate(room).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            case "throw" -> throw new IllegalStateException("the application's own fault");
            case "break" -> throw new AssertionError("the application's own fault");
            case "answer" ->
                rooms.publish(Publication.bySystem(event.room(), "an answer"))
                        .toCompletableFuture()
                        .join();
            default -> {}
        }
    }

    private void note(String room, String line) {
        lines(room).add(line);
    }

    private BlockingQueue<String> lines(String room) {
        return heard.computeIfAbsent(room, name -> new LinkedBlockingQueue<>());
    }

    private CountDownLatch gate(String room) {
        return gates.computeIfAbsent(room, name -> new CountDownLatch(1));
    }

    /** Lets the observer go on that waits in a room, or is going to. */
    void open(String room) {
        gate(room).countDown();
    }

    /** The next line of a room; waits for it. */
    String next(String room) throws InterruptedException {
        String line = lines(room).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return line == null ? "nothing was heard" : line;
    }

    /** How many lines of a room nobody has asked for. */
    int waiting(String room) {
        return lines(room).size();
    }
}
