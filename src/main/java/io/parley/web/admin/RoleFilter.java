package io.parley.web.admin;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets nobody else to the resources, also where an application publishes them past {@link AdminGuard}, at a path of its
 * own.
 */
@Provider
@AdminOnly
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {

    /** Made by the container. */
    public RoleFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getSecurityContext().isUserInRole(AdminGuard.ROLE)) {
            request.abortWith(Problem.FORBIDDEN.response("this is for the role " + AdminGuard.ROLE));
        } else if (AdminGuard.isForeign(request.getMethod(), request.getHeaderString(AdminGuard.CHANGE_HEADER))) {
            request.abortWith(Problem.FORBIDDEN.response(AdminGuard.FOREIGN));
        }
    }
}
