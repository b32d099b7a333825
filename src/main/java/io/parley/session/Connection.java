package io.parley.session;

import io.parley.frame.inspection.FrameCounts;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One client's connection, for the application to look at, to speak to, and to close. May be used by any thread;
 * nothing blocks. It can still be asked when it is closed.
 *
 * <p>A bean may inject the one that it is called for, where {@code ConnectionScoped} is active.
 */
public interface Connection {

    /**
     * The connection's id, as {@code connected} told it.
     *
     * @return unguessable
     */
    String id();

    /**
     * Who speaks through it.
     *
     * @return the user
     */
    User user();

    /**
     * Where it comes from.
     *
     * @return the client's address, behind a trusted proxy that which the proxy tells
     */
    String address();

    /**
     * When it was opened.
     *
     * @return a time of the wall clock
     */
    Instant openedAt();

    /**
     * Where it is.
     *
     * @return the rooms that it has joined, or is about to
     */
    Set<RoomName> rooms();

    /**
     * What waits because the peer has not taken it yet.
     *
     * @return bytes, with the headers of frames
     */
    long waitingBytes();

    /**
     * Whether a close has begun: nothing that the peer still says is listened to.
     *
     * @return true for good
     */
    boolean isClosing();

    /**
     * How long the last ping that was answered took to come back.
     *
     * @return empty as long as none did
     */
    Optional<Duration> roundTrip();

    /**
     * What has gone through it.
     *
     * @return the counts of this moment
     */
    Traffic traffic();

    /**
     * The frames that have gone through it, control frames included, and what was refused.
     *
     * @return the counts of this moment; empty where the server does not let frames be seen
     */
    Optional<FrameCounts> frames();

    /**
     * Sends an event of the application's own behind what waits. In plain mode, which is told of messages only, and on
     * a connection that closes, nothing is sent.
     *
     * @param event the event
     * @return whether it was put into the outbox
     * @throws IllegalArgumentException if its data is not JSON
     */
    boolean send(Event.Application event);

    /**
     * Closes on purpose: says {@code closing}, lets out what waits, and sends the close frame. Only the first close
     * counts.
     *
     * @param reason of the catalogue
     */
    void close(CloseReason reason);
}
