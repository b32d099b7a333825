package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.inspector.InspectorServlet;
import io.parley.session.OutboxBytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Looks into the server ({@code io.parley.it.inspector}), from outside. */
record Inspector(Server server) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What waits.
     *
     * @param connections that are open
     * @param mostBytes in the fullest outbox of a room's members
     */
    record Outboxes(int connections, long mostBytes) {}

    /** The WAR with these settings, and with somebody in it who answers. */
    static WebArchive in(String... settings) {
        return into(Archives.configured(settings));
    }

    /** The WAR, with somebody in it who answers. */
    static WebArchive into(WebArchive archive) {
        return archive.addPackage(InspectorServlet.class.getPackage()).addClass(OutboxBytes.class);
    }

    /** Connections that are open. */
    int connections() {
        return Integer.parseInt(asks("connections"));
    }

    /** Asks until the number of open connections is this one. */
    void waitsForConnections(int expected) {
        waitsFor("connections", answer -> answer.equals(String.valueOf(expected)));
    }

    /** Asks until no place is kept. */
    void waitsForNoPlace() {
        waitsFor("places", "0"::equals);
    }

    /** Objects of Parley and of what carries it that are alive, by the simple names of their classes. */
    Map<String, Long> heap() {
        Map<String, Long> counts = new TreeMap<>();
        asks("heap")
                .lines()
                .map(line -> line.split(" ", 2))
                .forEach(line -> counts.put(line[0].substring(line[0].lastIndexOf('.') + 1), Long.valueOf(line[1])));
        return counts;
    }

    /** Asks until none of these classes has more objects alive than that; those that have, after a while. */
    Map<String, Long> leftAbove(long most, List<String> classes) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> left = heapAbove(most, classes);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left = heapAbove(most, classes);
        }
        return left;
    }

    private Map<String, Long> heapAbove(long most, List<String> classes) {
        Map<String, Long> counts = heap();
        counts.entrySet().removeIf(count -> !classes.contains(count.getKey()) || count.getValue() <= most);
        return counts;
    }

    /** CPU time of the server's process. */
    Duration cpu() {
        return Duration.ofNanos(Long.parseLong(asks("cpu")));
    }

    /** What is alive on the server's heap. */
    long usedBytes() {
        return Long.parseLong(asks("used"));
    }

    /** What waits for the members of a room. */
    Outboxes outboxes(String room) {
        String[] answer = asks("waiting?room=" + room).split(" ", 2);
        return new Outboxes(Integer.parseInt(answer[0]), Long.parseLong(answer[1]));
    }

    /** What keep-alive has measured. */
    String roundTrips() {
        return asks("round-trips");
    }

    /** What the application sees of a connection. */
    String describes(String id) {
        return asks("connection?id=" + id);
    }

    /** The frames of a connection, or of all, each number on a line of its own. */
    String frames(String which) {
        return asks("frames?" + which);
    }

    /** The same, once they are as expected: a frame is counted when it has left, and is with its peer then. */
    String frames(String which, Predicate<String> expected) {
        return waitsFor("frames?" + which, expected);
    }

    /** The application closes a connection. */
    void closes(String id, int code, String reason) {
        asks("close?id=" + id + "&code=" + code + "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8));
    }

    /** Whether the scheduler that Tyrus uses is not the server's own. */
    boolean isSchedulerReplaced() {
        return Boolean.parseBoolean(asks("scheduler"));
    }

    private String waitsFor(String question, Predicate<String> expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String answer = asks(question);
        while (!expected.test(answer) && System.nanoTime() < end) {
            answer = asks(question);
        }
        assertThat(answer).as(question).matches(expected);
        return answer;
    }

    private String asks(String question) {
        return Page.text(server.page("inspector/" + question));
    }
}
