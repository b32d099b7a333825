package io.parley.web;

import java.util.Map;

/**
 * The answer to a handshake that is refused.
 *
 * @param status of HTTP
 * @param headers besides those that each refusal has
 * @param message one line for people
 */
record Refused(int status, Map<String, String> headers, String message) {

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int UPGRADE_REQUIRED = 426;

    static Refused malformed(String message) {
        return new Refused(BAD_REQUEST, Map.of(), message);
    }

    /** Another version, or no upgrade at all (RFC 6455, section 4.4; RFC 9110, section 15.5.22). */
    static Refused upgradeRequired(String message) {
        return new Refused(
                UPGRADE_REQUIRED,
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"),
                message);
    }
}
