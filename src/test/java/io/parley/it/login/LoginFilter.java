package io.parley.it.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Takes everybody for who they say they are by the parameter {@code as}. It is mapped in {@code web.xml}, and so stands
 * in front of the filters that are mapped by annotation.
 */
public class LoginFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public LoginFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable String name = request.getParameter("as");
        chain.doFilter(name == null ? request : new LoggedIn(request, name), response);
    }

    private static final class LoggedIn extends HttpServletRequestWrapper {

        private final Principal principal;

        LoggedIn(HttpServletRequest request, String name) {
            super(request);
            this.principal = () -> name;
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }
    }
}
