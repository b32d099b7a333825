package io.parley.it.identity;

import io.parley.protocol.RoomName;
import io.parley.room.Publication;
import io.parley.room.Rooms;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Publishes on behalf of who asks, and asks the {@link Callers}, over HTTP. */
@WebServlet("/callers/*")
public class CallersServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Rooms rooms;
    private final transient Callers callers;

    /**
     * Made by the container.
     *
     * @param rooms Parley's
     * @param callers the application's
     */
    @Inject
    public CallersServlet(Rooms rooms, Callers callers) {
        this.rooms = rooms;
        this.callers = callers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        try {
            String answer = switch (request.getPathInfo()) {
                case "/publish" -> publish(request.getParameter("text"));
                case "/next" -> callers.next();
                default -> throw new ServletException("no such service");
            };
            response.getWriter().print(answer);
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }

    /** On whose behalf the request publishes. */
    private String publish(String text) {
        rooms.publish(Publication.bySystem(new RoomName("callers"), text));
        return callers.caller();
    }
}
