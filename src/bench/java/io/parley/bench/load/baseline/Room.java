package io.parley.bench.load.baseline;

import jakarta.websocket.Session;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A room as most tutorials write it: one lock, under which a message goes to one member after the other. It does not
 * even parse JSON; the event that it sends has the same members as Parley's.
 */
final class Room {

    /** {@code basic} waits until each member's socket has taken the message, {@code async} does not. */
    private static final boolean ASYNC = "async".equals(System.getProperty("parley.bench.sender"));

    private static final System.Logger LOG = System.getLogger("io.parley.bench.load.baseline");

    private final String name;
    private final Set<Session> members = new LinkedHashSet<>();
    private long seq;

    Room(String name) {
        this.name = name;
    }

    synchronized void enter(Session session) {
        members.add(session);
        send(session, "{\"type\":\"joined\"}");
    }

    synchronized void leave(Session session) {
        members.remove(session);
    }

    synchronized void say(String user, String command) {
        seq++;
        String event = "{\"type\":\"message\",\"room\":\"" + name + "\",\"seq\":" + seq + ",\"id\":\""
                + member(command, "id") + "\",\"from\":\"" + user + "\",\"guest\":true,\"text\":\""
                + member(command, "text") + "\",\"sentAt\":" + System.currentTimeMillis() + "}";
        members.forEach(session -> send(session, event));
    }

    /** A member of an object that has no escapes. */
    static String member(String json, String key) {
        String before = "\"" + key + "\":\"";
        int start = json.indexOf(before) + before.length();
        return json.substring(start, json.indexOf('"', start));
    }

    private static void send(Session session, String event) {
        try {
            if (ASYNC) {
                session.getAsyncRemote().sendText(event, result -> {});
            } else {
                session.getBasicRemote().sendText(event);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "gone", e);
        }
    }
}
