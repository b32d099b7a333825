package io.parley.it.ledger;

import io.parley.protocol.RoomName;
import io.parley.room.RoomExport;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The application's transactions, over HTTP: what one returns, or how it failed. */
@WebServlet(urlPatterns = "/ledger/*", loadOnStartup = 1)
public class LedgerServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Ledger ledger;

    @Inject
    private transient Book book;

    @Inject
    private transient RoomExport export;

    @EJB
    private transient Clerk clerk;

    /** Made by the container. */
    public LedgerServlet() {}

    @Override
    public void init() {
        book.open();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        String room = request.getParameter("room");
        try {
            response.getWriter().print(done(request.getPathInfo().substring(1), room, request.getParameter("many")));
        } catch (InterruptedException e) {
            throw new ServletException(e);
        } catch (Exception e) {
            // A failed commit may come as a checked one, which no method declares
            response.getWriter().print(e.getClass().getSimpleName());
        }
    }

    private String exported(String room) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            export.write(new RoomName(room), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString(StandardCharsets.UTF_8);
    }

    private String done(String what, String room, String many) throws ServletException, InterruptedException {
        return switch (what) {
            case "commits" -> ledger.commits(room);
            case "saysAtOnce" -> ledger.saysAtOnce(room);
            case "fails" -> ledger.fails(room);
            case "givesUp" -> ledger.givesUp(room);
            case "nests" -> ledger.nests(room);
            case "nestsAndFails" -> ledger.nestsAndFails(room);
            case "outlives" -> ledger.outlives(room);
            case "persists" -> ledger.persists(room);
            case "persistsInVain" -> ledger.persistsInVain(room);
            case "saysMuch" -> ledger.saysMuch(room);
            case "says" -> ledger.says(room, Integer.parseInt(many));
            case "keeps" -> ledger.keeps(room, Integer.parseInt(many), false);
            case "keepsNot" -> ledger.keeps(room, Integer.parseInt(many), true);
            case "measures" -> ledger.measures(room, Integer.parseInt(many));
            case "holds" -> ledger.holds(room);
            case "awaitHolding" -> ledger.awaitHolding();
            case "release" -> ledger.release();
            case "dies" -> ledger.dies(room);
            case "reads" -> String.join(",", book.read(room));
            case "exports" -> exported(room);
            case "saysLater" -> {
                clerk.saysLater(room);
                yield "called";
            }
            case "failsLater" -> {
                clerk.failsLater(room);
                yield "called";
            }
            case "schedules" -> {
                clerk.schedules(room);
                yield "called";
            }
            default -> throw new ServletException("no such transaction");
        };
    }
}
