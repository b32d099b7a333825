package io.parley.bench;

import io.parley.codec.JsonEventEncoder;
import io.parley.protocol.CloseReason;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.User;
import io.parley.session.Batch;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionContext;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionIdentity;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionOpened;
import io.parley.session.ConnectionRegistry;
import io.parley.session.LiveConnection;
import io.parley.session.OutboxLimits;
import io.parley.session.Outgoing;
import io.parley.session.Outlet;
import io.parley.session.RoundTrips;
import io.parley.session.Sender;
import io.parley.session.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A peer that takes whatever is sent, at once, as bytes: through a buffer of the size that servers use. */
final class GreedyPeer implements Transport, Sender, ConnectionListener {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final @Nullable Outlet outlet;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private @Nullable Outgoing outgoing;
    private long bytes;

    /** Written to by any thread. */
    GreedyPeer() {
        this(null);
    }

    /** Written to by the thread of an outlet. */
    GreedyPeer(@Nullable Outlet outlet) {
        this.outlet = outlet;
    }

    /** The connection to it, on which nothing but sending happens. */
    LiveConnection connection() {
        Duration day = Duration.ofDays(1);
        ConnectionContext context = new ConnectionContext(
                new OutboxLimits(1 << 20, day),
                new KeepAliveTimes(day, day),
                new ConnectionContext.Time(Instant::now, Instant::now, (delay, task) -> () -> {}),
                new JsonEventEncoder(),
                new ConnectionRegistry(0),
                this,
                new Random(42),
                new RoundTrips());
        ConnectionIdentity identity = new ConnectionIdentity("c1", User.guest("1", "Ann"), "192.0.2.1", true);
        return new LiveConnection(identity, this, context);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public Sender sender() {
        return this;
    }

    @Override
    public void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    @Override
    public void ready() {
        Outgoing waiting = Objects.requireNonNull(outgoing);
        while (waiting.isWaiting()) {
            waiting.fill(chunk.clear());
            waiting.written(chunk.position(), event -> {});
            bytes += chunk.position();
        }
    }

    @Override
    public @Nullable Outlet outlet() {
        return outlet;
    }

    @Override
    public boolean isFree() {
        return true;
    }

    @Override
    public int write(Batch batch) {
        int left = batch.frames().remaining();
        bytes += left;
        return left;
    }

    @Override
    public void ping(ByteBuffer payload) {
        bytes += payload.remaining();
    }

    @Override
    public void close(CloseReason reason) {
        throw new IllegalStateException(reason.text());
    }

    @Override
    public void opened(ConnectionOpened event) {}

    @Override
    public void identified(ConnectionIdentified event) {}

    @Override
    public void closed(ConnectionClosed event) {}
}
