package io.parley.it.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes everybody for who they say they are by the parameter {@code as}, and tells the container. */
@ApplicationScoped
public class Login implements HttpAuthenticationMechanism {

    /** Made by the container. */
    public Login() {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        @Nullable String name = request.getParameter("as");
        return name == null ? context.doNothing() : context.notifyContainerAboutLogin(name, Set.of("user"));
    }
}
