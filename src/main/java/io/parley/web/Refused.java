package io.parley.web;

import io.parley.session.Denial;
import java.util.Map;

/**
 * The answer to a handshake that is refused.
 *
 * @param status of HTTP
 * @param headers besides those that each refusal has
 * @param message one line for people
 */
record Refused(int status, Map<String, String> headers, String message)
        implements HandshakeCheck.Verdict, Doorkeeper.Answer {

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int UPGRADE_REQUIRED = 426;

    static final int TOO_MANY_REQUESTS = 429;
    static final int UNAVAILABLE = 503;

    /** Not now (RFC 6585, section 4; RFC 9110, section 15.6.4). */
    static Refused denied(Denial denial) {
        long seconds = Math.max(1, denial.retryAfter().plusMillis(999).toSeconds());
        Map<String, String> retry = Map.of("Retry-After", Long.toString(seconds));
        return switch (denial.cause()) {
            case DRAINING -> new Refused(UNAVAILABLE, retry, "the server is about to stop");
            case BUSY -> new Refused(UNAVAILABLE, retry, "the server has too much to do");
            case FULL -> new Refused(UNAVAILABLE, retry, "the server has as many connections as it may have");
            case ADDRESS -> new Refused(TOO_MANY_REQUESTS, retry, "too many connections from this address");
            case USER -> new Refused(TOO_MANY_REQUESTS, retry, "too many connections of this user");
            case PACE -> new Refused(TOO_MANY_REQUESTS, retry, "too many handshakes from this address");
        };
    }

    static Refused malformed(String message) {
        return new Refused(BAD_REQUEST, Map.of(), message);
    }

    /**
     * Nobody is authenticated. RFC 9110, section 15.5.2 wants a challenge; which scheme the container takes is not
     * known here, and one that no browser knows makes no browser ask.
     */
    static Refused unauthorized(String message) {
        return new Refused(UNAUTHORIZED, Map.of("WWW-Authenticate", "Parley realm=\"chat\""), message);
    }

    /** Another version of the protocol (RFC 6455, section 4.4), or no upgrade at all (RFC 9110, section 15.5.22). */
    static Refused upgradeRequired(boolean http11, String message) {
        Map<String, String> version = Map.of("Sec-WebSocket-Version", "13");
        // HTTP/2 has neither header (RFC 9113, section 8.2.2)
        Map<String, String> upgrade =
                Map.of("Sec-WebSocket-Version", "13", "Upgrade", "websocket", "Connection", "Upgrade");
        return new Refused(UPGRADE_REQUIRED, http11 ? upgrade : version, message);
    }
}
