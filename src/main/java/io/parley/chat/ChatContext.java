package io.parley.chat;

import io.parley.guest.GuestNames;
import io.parley.guest.GuestTokens;
import io.parley.log.RoomLog;
import io.parley.pace.Paces;
import io.parley.protocol.EventEncoder;
import io.parley.room.LiveRooms;
import io.parley.session.ConnectionContext;
import io.parley.session.Load;
import java.util.function.Supplier;

/**
 * What conversations work with, the same for all.
 *
 * @param rooms the live rooms
 * @param log for history
 * @param encoder turns an event into text
 * @param guests names and tokens
 * @param connections what connections work with
 * @param paces how fast each may go
 * @param load how much there is to do
 */
public record ChatContext(
        LiveRooms rooms,
        RoomLog log,
        EventEncoder encoder,
        Guests guests,
        ConnectionContext connections,
        Paces paces,
        Supplier<Load> load) {

    /** Whether what can wait should. */
    boolean isBusy() {
        return load.get().level() != Load.Level.CALM;
    }

    /**
     * Who guests are.
     *
     * @param names the names in use
     * @param tokens the signed tokens
     */
    public record Guests(GuestNames names, GuestTokens tokens) {}
}
