package io.parley.session;

import io.parley.frame.inspection.FrameCounts;
import io.parley.frame.inspection.FrameInspection;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one peer, as the core sees it. May be used by any thread; nothing blocks. {@link #offer} may be
 * called under a lock; {@link #flush} and everything that closes may not, since the container's callbacks may run
 * within.
 */
public final class LiveConnection implements Connection {

    /** How long a farewell may wait for what is under way, and for a peer that does not read. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ConnectionIdentity identity;
    private final Transport transport;
    private final ConnectionContext context;
    private final Instant openedAt;
    private final Outbox outbox;
    private final KeepAlive keepAlive;
    private final InboundCount inbound = new InboundCount();
    private final Life life = new Life();
    private volatile Speaker speaker = Speaker.NOBODY;
    private volatile @Nullable Instant announcedAt;

    /**
     * A connection whose handshake is done; {@link #opened} is still to be called.
     *
     * @param identity whose it is
     * @param transport the way to the peer
     * @param context what connections work with
     */
    public LiveConnection(ConnectionIdentity identity, Transport transport, ConnectionContext context) {
        this.identity = identity;
        this.transport = transport;
        this.context = context;
        this.openedAt = context.time().wall().instant();
        this.outbox =
                new Outbox(transport.sender(), context.outbox(), context.time().timer(), new OutboxEnd(this));
        this.keepAlive = new KeepAlive(context, new Line(this, transport, outbox));
        transport.sender().begin(outbox);
    }

    @Override
    public String id() {
        return identity.id();
    }

    @Override
    public User user() {
        return identity.user();
    }

    @Override
    public String address() {
        return identity.address();
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Set<RoomName> rooms() {
        return speaker.rooms();
    }

    @Override
    public Optional<Duration> roundTrip() {
        return keepAlive.roundTrip();
    }

    @Override
    public Traffic traffic() {
        return inbound.with(outbox.sent());
    }

    @Override
    public long waitingBytes() {
        return outbox.bytes();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whether the peer takes no more for now. */
    boolean isStuck() {
        return outbox.isStuck();
    }

    /** {@return whether half of what may wait for it does} */
    public boolean isPressed() {
        return outbox.isPressed();
    }

    @Override
    public Optional<FrameCounts> frames() {
        return inspection().map(FrameInspection::counts);
    }

    /** {@return who looks at its frames; empty where the server does not let them be seen} */
    public Optional<FrameInspection> inspection() {
        return transport.frames();
    }

    /**
     * Sets who speaks through the connection.
     *
     * @param begun set before {@link #opened}
     */
    public void speaks(Speaker begun) {
        speaker = begun;
    }

    /** The chat takes the connection up: it is open, known and kept alive. Called once. */
    public void opened() {
        life.open(this::announce);
        context.registry().surplus(user().key()).ifPresent(oldest -> oldest.close(CloseReason.of(CloseCode.REPLACED)));
    }

    /** Whatever ends the connection meanwhile comes after this: so there is one end for each beginning. */
    private void announce() {
        announcedAt = context.time().steady().instant();
        context.registry().add(this);
        context.listener().opened(new ConnectionOpened(this));
        context.listener().identified(new ConnectionIdentified(this, user()));
        keepAlive.start();
    }

    /**
     * Puts events into the outbox, with nothing between them. A {@link #flush} has to follow.
     *
     * @param events in order
     */
    public void offer(List<EncodedEvent> events) {
        outbox.offer(events);
    }

    /** Sends what waits in the outbox, as far as the peer takes it. */
    public void flush() {
        outbox.flush();
    }

    /**
     * Sends one event behind those that wait.
     *
     * @param event the event
     * @return whether it was put into the outbox
     */
    public boolean send(EncodedEvent event) {
        boolean taken = outbox.offer(event);
        outbox.flush();
        return taken;
    }

    @Override
    public boolean send(Event.Application event) {
        EncodedEvent encoded = context.encode(event);
        return identity.full() && !isClosing() && send(encoded);
    }

    /**
     * A part of a message has come, or all of it, or any sign of life.
     *
     * @param bytes of this part; 0 where it is only a sign of life
     * @param last whether the message is whole
     */
    public void heard(int bytes, boolean last) {
        inbound.add(bytes, last);
        keepAlive.heard();
    }

    /** A message came too fast, and was refused. */
    public void refused() {
        inbound.addRefused();
    }

    /**
     * A pong has come (RFC 6455, section 5.5.3).
     *
     * @param payload what the ping had, or anything
     */
    public void pong(ByteBuffer payload) {
        keepAlive.pong(payload);
    }

    /** Something begins that is to be answered; a close waits for {@link #answered}. */
    public void answering() {
        life.answering();
    }

    /** What began with {@link #answering} is answered. */
    public void answered() {
        life.answered();
        sayFarewell();
    }

    @Override
    public void close(CloseReason reason) {
        close(reason, Optional.empty());
    }

    /**
     * Closes on purpose: what is under way is answered, what waits still leaves, then {@code closing}, then the close
     * frame; a peer that does not read is not waited for. Only the first call counts.
     *
     * @param reason goes into the close frame
     * @param retryAfter when the client may come back
     */
    public void close(CloseReason reason, Optional<Duration> retryAfter) {
        life.close(new Life.Farewell(reason, retryAfter), context.time().timer(), FAREWELL, () -> cutOff(reason));
        sayFarewell();
    }

    private void sayFarewell() {
        life.dueFarewell().ifPresent(farewell -> {
            outbox.finish(context.encode(new Event.Closing(farewell.reason(), farewell.retryAfter())));
            outbox.flush();
        });
    }

    @Override
    public boolean isClosing() {
        return life.isClosing();
    }

    /**
     * Closes at once; what waits is forgotten.
     *
     * @param reason goes into the close frame, unless a close has begun with another
     */
    public void cutOff(CloseReason reason) {
        CloseReason first = life.cut(reason);
        end(Ending.byServer(first), first);
    }

    /**
     * The container says that the connection is closed. May be called again.
     *
     * @param code what it makes of it
     * @param reason that of the close frame
     */
    public void closed(int code, String reason) {
        life.endedBy(Ending.byOther(code, reason)).ifPresent(this::finish);
    }

    private void end(Ending ending, CloseReason reason) {
        if (life.end()) {
            finish(ending);
            transport.close(reason);
        }
    }

    private void finish(Ending ending) {
        outbox.end();
        keepAlive.stop();
        context.registry().remove(this);
        @Nullable Instant since = announcedAt;
        try {
            speaker.ended(ending);
        } finally {
            if (since != null) {
                Duration lasted =
                        Duration.between(since, context.time().steady().instant());
                context.listener().closed(new ConnectionClosed(this, ending, lasted, traffic()));
            }
        }
    }

    /** Mostly the peer has closed, and the container is about to tell so: a close now keeps some from answering. */
    void lost() {
        life.awaitEnd(context.time().timer(), FAREWELL, this::giveUp);
    }

    /** Where the container tells nothing, it is told, so that it ends the session. */
    private void giveUp() {
        end(Ending.lost(), CloseReason.of(CloseCode.GOING_AWAY));
    }
}
