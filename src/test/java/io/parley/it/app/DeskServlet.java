package io.parley.it.app;

import io.parley.log.LogAdministration;
import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.room.Publication;
import io.parley.room.Published;
import io.parley.room.Room;
import io.parley.room.RoomExport;
import io.parley.room.Rooms;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The application's use of the rooms, over HTTP: publishes, looks a room up, and asks the {@link Witness}. */
@WebServlet("/desk/*")
public class DeskServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final long PATIENCE_SECONDS = 30;

    private final transient Rooms rooms;
    private final transient Witness witness;
    private final transient LogAdministration log;
    private final transient RoomExport export;

    /**
     * Made by the container.
     *
     * @param rooms Parley's
     * @param witness the application's
     * @param log Parley's
     * @param export Parley's
     */
    @Inject
    public DeskServlet(Rooms rooms, Witness witness, LogAdministration log, RoomExport export) {
        this.log = log;
        this.export = export;
        this.rooms = rooms;
        this.witness = witness;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.setCharacterEncoding("UTF-8");
        response.setContentType("text/plain;charset=utf-8");
        String room = request.getParameter("room");
        try {
            String answer = switch (request.getPathInfo()) {
                case "/publish" -> publish(room, request);
                case "/room" -> describe(room);
                case "/next" -> witness.next(room);
                case "/waiting" -> String.valueOf(witness.waiting(room));
                case "/answered" -> String.valueOf(log.statistics().writes().answered());
                case "/erase" -> erase(request.getParameter("from"));
                case "/export" -> exported(room);
                case "/open" -> {
                    witness.open(room);
                    yield "open";
                }
                default -> throw new ServletException("no such service");
            };
            response.getWriter().print(answer);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new ServletException(e);
        }
    }

    private String publish(String room, HttpServletRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        String from = request.getParameter("from");
        Publication publication = new Publication(
                new RoomName(room),
                from == null ? User.SYSTEM : User.principal(from),
                new Body(request.getParameter("text"), Optional.ofNullable(request.getParameter("data"))),
                Optional.ofNullable(request.getParameter("key")));
        try {
            Published published =
                    rooms.publish(publication).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return published instanceof Published.Stored stored
                    ? "seq " + stored.appended().entry().seq()
                            + (stored.appended().duplicate() ? " duplicate" : "")
                    : published.toString();
        } catch (IllegalArgumentException e) {
            return "IllegalArgumentException: " + e.getMessage();
        }
    }

    private String erase(String user) throws InterruptedException, ExecutionException, TimeoutException {
        return String.valueOf(
                log.erase(User.principal(user).key()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private String exported(String room) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        export.write(new RoomName(room), lines);
        return lines.toString(StandardCharsets.UTF_8);
    }

    private String describe(String name) {
        Optional<Room> room = rooms.find(new RoomName(name));
        return room.map(found -> found.name() + " has " + found.members() + ": "
                        + found.users(Optional.empty(), 10).names())
                .orElse("no such room");
    }
}
