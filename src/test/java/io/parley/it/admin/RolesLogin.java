package io.parley.it.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes everybody for who they say they are by the header {@code X-As}: a name, and roles behind it. */
@ApplicationScoped
public class RolesLogin implements HttpAuthenticationMechanism {

    /** Made by the container. */
    public RolesLogin() {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        @Nullable String as = request.getHeader("X-As");
        if (as == null) {
            return context.isAuthenticationRequest() ? context.responseUnauthorized() : context.doNothing();
        }
        List<String> words = List.of(as.split(" ", -1));
        return context.notifyContainerAboutLogin(words.get(0), new HashSet<>(words.subList(1, words.size())));
    }
}
