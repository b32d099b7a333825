package io.parley.it.auction;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.session.Connection;
import io.parley.session.Connections;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The application's use of the connections, over HTTP. */
@WebServlet("/auction/*")
public class AuctionServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Connections connections;
    private final transient Ledger ledger;
    private final transient Visit visit;

    /**
     * Made by the container.
     *
     * @param connections Parley's
     * @param ledger the application's
     * @param visit of nobody, since a request is called for no connection
     */
    @Inject
    public AuctionServlet(Connections connections, Ledger ledger, Visit visit) {
        this.connections = connections;
        this.ledger = ledger;
        this.visit = visit;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        String of = request.getParameter("of");
        try {
            String answer = switch (request.getPathInfo()) {
                case "/next" -> ledger.next(of);
                case "/count" -> String.valueOf(connections.count());
                case "/user" -> ids(connections.ofUser(connection(of).user().key()));
                case "/room" -> ids(connections.inRoom(new RoomName(of)));
                case "/named" ->
                    connections.find(of).map(found -> found.user().name()).orElse("nobody");
                case "/send" -> String.valueOf(connection(of).send(bid(request)));
                case "/remove" -> remove(of);
                case "/visit" -> visitOfNobody();
                default -> throw new ServletException("no such service");
            };
            response.getWriter().print(answer);
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }

    private Connection connection(String id) {
        return connections.find(id).orElseThrow();
    }

    private static Event.Application bid(HttpServletRequest request) {
        return new Event.Application("auction.bid", request.getParameter("data"));
    }

    private String remove(String id) {
        connection(id).close(CloseReason.of(CloseCode.REMOVED));
        return "removed";
    }

    private String visitOfNobody() {
        try {
            visit.end();
            return "of somebody";
        } catch (ContextNotActiveException e) {
            return "not active";
        }
    }

    private static String ids(List<Connection> found) {
        return found.stream().map(Connection::id).collect(Collectors.joining(" "));
    }
}
