package io.parley.bench.load.baseline;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Says in a room what its members say: no log, no limits, no keep-alive, no acknowledgement. */
@ServerEndpoint("/chat/{room}")
public class RoomEndpoint {

    private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
    private static final AtomicLong USERS = new AtomicLong();

    private final String user = "user" + USERS.incrementAndGet();

    /** Made by the container, for each connection. */
    public RoomEndpoint() {}

    /**
     * Somebody comes in, and is told when it is in.
     *
     * @param session its connection
     * @param name the room's
     */
    @OnOpen
    public void onOpen(Session session, @PathParam("room") String name) {
        ROOMS.computeIfAbsent(name, Room::new).enter(session);
    }

    /**
     * Somebody says something.
     *
     * @param command the same that Parley takes
     * @param name the room's
     */
    @OnMessage
    public void onMessage(String command, @PathParam("room") String name) {
        Room room = ROOMS.get(name);
        if (room != null) {
            room.say(user, command);
        }
    }

    /**
     * Somebody goes.
     *
     * @param session its connection
     * @param name the room's
     */
    @OnClose
    public void onClose(Session session, @PathParam("room") String name) {
        ROOMS.computeIfPresent(name, (key, room) -> room.leave(session) ? null : room);
    }
}
