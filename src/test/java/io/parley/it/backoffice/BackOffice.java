package io.parley.it.backoffice;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** An application's own, for everybody. */
@WebServlet("/admin/*")
public class BackOffice extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public BackOffice() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("the back office");
    }
}
