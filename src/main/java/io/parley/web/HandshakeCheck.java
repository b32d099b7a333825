package io.parley.web;

import io.parley.chat.Arrival;
import io.parley.chat.ArrivalRefusedException;
import io.parley.chat.Refusal;
import io.parley.config.AllowedOrigins;
import io.parley.config.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The right answer to a handshake (RFC 6455, section 4.2; the protocol document, section 1). Needed since containers
 * accept what they should refuse, or refuse it with a bare 404. Immutable.
 */
final class HandshakeCheck {

    /** The base64 of 16 bytes (RFC 6455, section 4.1). */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private final AllowedOrigins origins;
    private final boolean guests;

    HandshakeCheck(AllowedOrigins origins, boolean guests) {
        this.origins = origins;
        this.guests = guests;
    }

    /** A {@link Refused} or a {@link Passed}. */
    sealed interface Verdict permits Refused, Passed {}

    /**
     * What is asked for may be had.
     *
     * @param arrival who comes
     */
    record Passed(Arrival arrival) implements Verdict {}

    /** Whether the request may go on; without an upgrade, whether a handshake by the same caller might. */
    Verdict check(Handshake handshake) {
        Optional<Refused> malformed = malformedRequest(handshake);
        if (malformed.isEmpty() && handshake.isUpgrade()) {
            malformed = malformedUpgrade(handshake);
        }
        return malformed.isPresent() ? malformed.get() : allowed(handshake);
    }

    private static Optional<Refused> malformedRequest(Handshake handshake) {
        if (!handshake.method().equals("GET")) {
            return Optional.of(Refused.malformed("a WebSocket handshake is a GET"));
        }
        if (handshake.version().equals("HTTP/1.0") || (!handshake.isHttp11() && handshake.isUpgrade())) {
            return Optional.of(Refused.malformed("a WebSocket handshake is HTTP/1.1"));
        }
        if (handshake.isHttp11() && handshake.only("Host").isEmpty()) {
            return Optional.of(Refused.malformed("a request has one Host header"));
        }
        return isUri(handshake.target().uri())
                ? Optional.empty()
                : Optional.of(Refused.malformed("the request target is no URI"));
    }

    /** What is none, containers fail on when they parse it for the endpoint. */
    private static boolean isUri(String text) {
        try {
            return !new URI(text).isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<Refused> malformedUpgrade(Handshake handshake) {
        if (!handshake.lists("Upgrade", "websocket")) {
            return Optional.of(Refused.malformed("Upgrade is not websocket"));
        }
        if (!handshake.lists("Connection", "upgrade")) {
            return Optional.of(Refused.malformed("Connection does not list Upgrade"));
        }
        if (!handshake.only("Sec-WebSocket-Version").equals(Optional.of("13"))) {
            return Optional.of(Refused.upgradeRequired(true, "Sec-WebSocket-Version is not 13"));
        }
        boolean key = handshake
                .only("Sec-WebSocket-Key")
                .filter(value -> KEY.matcher(value).matches())
                .isPresent();
        return key
                ? Optional.empty()
                : Optional.of(Refused.malformed("Sec-WebSocket-Key is not one base64 of 16 bytes"));
    }

    private Verdict allowed(Handshake handshake) {
        Handshake.Target target = handshake.target();
        Arrival.Parts parts = new Arrival.Parts(
                target.rawPath(),
                target.rawQuery(),
                handshake.elements("Sec-WebSocket-Protocol"),
                handshake.principal());
        try {
            Arrival arrival = Arrival.read(parts, guests);
            return isAllowedOrigin(handshake)
                    ? new Passed(arrival)
                    : new Refused(Refused.FORBIDDEN, Map.of(), "this origin is not allowed");
        } catch (ArrivalRefusedException e) {
            return refused(e.refusal());
        }
    }

    private static Refused refused(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED_ROOM, MALFORMED_NAME -> Refused.malformed(refusal.message());
            case PRINCIPAL_TOO_LONG -> new Refused(Refused.FORBIDDEN, Map.of(), refusal.message());
            case NOT_AUTHENTICATED -> Refused.unauthorized(refusal.message());
        };
    }

    /** A request without Origin is no browser's (RFC 6455, section 4.1, point 8; section 10.2). */
    private boolean isAllowedOrigin(Handshake handshake) {
        if (handshake.headers().apply("Origin").isEmpty()) {
            return true;
        }
        Optional<Origin> own = Origin.parse(handshake.target().server());
        Optional<Origin> origin = handshake.only("Origin").flatMap(Origin::parse);
        return origin.isPresent() && own.isPresent() && origins.allows(origin.get(), own.get());
    }
}
