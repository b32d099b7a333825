package io.parley.it.branch;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** The other application's transactions, over HTTP: what one returns, or how it failed. */
@WebServlet("/branch/*")
public class BranchServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Branch branch;

    /** Made by the container. */
    public BranchServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        String room = request.getParameter("room");
        try {
            response.getWriter()
                    .print(
                            switch (request.getPathInfo()) {
                                case "/commits" -> branch.commits(room);
                                case "/fails" -> branch.fails(room);
                                case "/saysAtOnce" -> branch.saysAtOnce(room);
                                default -> throw new ServletException("no such transaction");
                            });
        } catch (RuntimeException e) {
            response.getWriter().print(e.getClass().getSimpleName());
        }
    }
}
