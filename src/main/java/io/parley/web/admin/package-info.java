/**
 * The administrator's interface, at {@code /admin} below the context path: JSON over HTTP, a page, and streams. All of
 * it is for the role {@link io.parley.web.admin.AdminGuard#ROLE} of the container's security, and what fails is told as
 * problem details (RFC 9457).
 *
 * <p>Imports the core, {@code jakarta.ws.rs}, {@code jakarta.servlet} and {@code jakarta.json}. Runs on request
 * threads, which may block on their own client; nothing of the chat waits for them.
 */
@NullMarked
package io.parley.web.admin;

import org.jspecify.annotations.NullMarked;
