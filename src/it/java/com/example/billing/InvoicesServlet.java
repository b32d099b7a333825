package com.example.billing;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where invoices come from. */
@WebServlet("/invoices/send")
public class InvoicesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Invoices invoices;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        invoices.send(Long.parseLong(request.getParameter("invoice")));
        response.getWriter().print("sent");
    }
}
