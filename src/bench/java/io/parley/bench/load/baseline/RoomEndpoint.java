package io.parley.bench.load.baseline;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Says in a room what its members say: no log, no limits, no keep-alive, no acknowledgement. */
@ServerEndpoint("/chat/{room}")
public class RoomEndpoint {

    private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
    private static final AtomicLong USERS = new AtomicLong();

    private static final String JOIN = "{\"type\":\"join\"";

    private final String user = "user" + USERS.incrementAndGet();
    private final List<Room> rooms = new ArrayList<>();

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
        enter(session, name);
    }

    private void enter(Session session, String name) {
        Room room = ROOMS.computeIfAbsent(name, Room::new);
        rooms.add(room);
        room.enter(session);
    }

    /**
     * Somebody says something in the first of its rooms, or joins another one.
     *
     * @param command the same that Parley takes
     * @param session its connection
     */
    @OnMessage
    public void onMessage(String command, Session session) {
        if (command.startsWith(JOIN)) {
            enter(session, Room.member(command, "room"));
        } else {
            rooms.get(0).say(user, command);
        }
    }

    /**
     * Somebody goes.
     *
     * @param session its connection
     */
    @OnClose
    public void onClose(Session session) {
        for (Room room : rooms) {
            room.leave(session);
        }
    }
}
