package io.parley.chat;

import io.parley.guest.GuestName;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;

/**
 * Who comes, and for what: all that a handshake says to the chat.
 *
 * @param full whether the client speaks {@link #PROTOCOL}; else it is in plain mode
 * @param room the room in the path
 * @param principal the name of the container's principal
 * @param wish the name that a guest asks for
 * @param token the guest token that was offered; secret
 */
public record Arrival(
        boolean full,
        Optional<RoomName> room,
        Optional<String> principal,
        Optional<GuestName> wish,
        Optional<String> token) {

    /** The subprotocol of full mode (RFC 6455, section 1.9). */
    public static final String PROTOCOL = "parley.v1";

    /** The path of the endpoint, below the context path; a room may follow. */
    public static final String PATH = "/chat";

    private static final String NAME = "name";
    private static final String TOKEN_PREFIX = "parley.guest.";

    /**
     * The parts of a handshake, as they came: nothing is decoded, so that everybody decodes the same.
     *
     * @param rawPath below the context path: {@code /chat} or {@code /chat/} and a room
     * @param rawQuery without the question mark
     * @param protocols the offered subprotocols
     * @param principal the name of the container's principal
     */
    public record Parts(String rawPath, Optional<String> rawQuery, List<String> protocols, Optional<String> principal) {

        /** Without the token, which is one of the protocols. */
        @Override
        public String toString() {
            return "Parts[rawPath=" + rawPath + ", principal=" + principal + ']';
        }
    }

    /**
     * Reads a handshake.
     *
     * @param parts what came
     * @param guests whether guests are allowed
     * @return who comes
     * @throws ArrivalRefusedException if the handshake is to be refused
     */
    public static Arrival read(Parts parts, boolean guests) {
        Optional<RoomName> room = room(parts.rawPath());
        if (parts.principal().isEmpty() && !guests) {
            throw new ArrivalRefusedException(Refusal.NOT_AUTHENTICATED);
        }
        if (parts.principal()
                .filter(name -> name.length() > Limits.PRINCIPAL_CHARS)
                .isPresent()) {
            throw new ArrivalRefusedException(Refusal.PRINCIPAL_TOO_LONG);
        }
        boolean full = parts.protocols().contains(PROTOCOL);
        Optional<String> token = parts.protocols().stream()
                .filter(protocol -> full && protocol.startsWith(TOKEN_PREFIX))
                .map(protocol -> protocol.substring(TOKEN_PREFIX.length()))
                .findFirst();
        Optional<GuestName> wish = parts.rawQuery()
                .flatMap(query -> QueryString.first(query, NAME))
                .map(Arrival::wish);
        return new Arrival(full, room, parts.principal(), wish, token);
    }

    private static Optional<RoomName> room(String rawPath) {
        if (rawPath.equals(PATH)) {
            return Optional.empty();
        }
        Optional<RoomName> room = rawPath.startsWith(PATH + "/")
                ? PercentEncoding.decode(rawPath.substring(PATH.length() + 1)).flatMap(RoomName::parse)
                : Optional.empty();
        if (room.isEmpty()) {
            throw new ArrivalRefusedException(Refusal.MALFORMED_ROOM);
        }
        return room;
    }

    private static GuestName wish(String rawName) {
        return PercentEncoding.decode(rawName)
                .flatMap(GuestName::parse)
                .orElseThrow(() -> new ArrivalRefusedException(Refusal.MALFORMED_NAME));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Arrival[full=" + full + ", room=" + room + ", principal=" + principal + ", wish=" + wish + ']';
    }
}
