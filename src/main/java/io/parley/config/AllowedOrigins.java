package io.parley.config;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which origins may connect. A list says it all: the server's own origin is allowed where nothing is configured, or
 * where it is listed. {@code null} is allowed only where it is listed, {@code *} or not.
 *
 * @param scope what is allowed besides those listed
 * @param listed the origins that are allowed by name
 */
public record AllowedOrigins(Scope scope, Set<Origin> listed) {

    /** The default: the server's own origin. */
    public static final AllowedOrigins SAME = new AllowedOrigins(Scope.SAME, Set.of());

    private static final String ANY = "*";

    /** What is allowed besides the origins that are listed. */
    public enum Scope {
        /** The server's own origin. */
        SAME,
        /** Nothing. */
        LISTED,
        /** All but {@code null}. */
        ANY
    }

    /**
     * Copies the list.
     *
     * @param scope what is allowed besides those listed
     * @param listed the origins that are allowed by name
     */
    public AllowedOrigins {
        listed = Set.copyOf(listed);
    }

    /**
     * Reads a list.
     *
     * @param text origins or {@code *}, separated by commas
     * @return what it allows, or empty where an entry is neither
     */
    public static Optional<AllowedOrigins> parse(String text) {
        Scope scope = Scope.LISTED;
        Set<Origin> listed = new HashSet<>();
        for (String entry : text.split(",", -1)) {
            Optional<Origin> origin = Origin.parse(entry.strip());
            if (entry.strip().equals(ANY)) {
                scope = Scope.ANY;
            } else if (origin.isPresent()) {
                listed.add(origin.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new AllowedOrigins(scope, listed));
    }

    /**
     * Whether a page may connect.
     *
     * @param origin the page's origin
     * @param own the origin that the request was sent to
     * @return false where the handshake is to be refused
     */
    public boolean allows(Origin origin, Origin own) {
        boolean inScope = switch (scope) {
            case SAME -> origin.equals(own);
            case LISTED -> false;
            case ANY -> true;
        };
        return listed.contains(origin) || (inScope && !origin.isNull());
    }
}
