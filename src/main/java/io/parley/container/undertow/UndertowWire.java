package io.parley.container.undertow;

import io.parley.frame.FrameWriter;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Waiting;
import io.parley.protocol.CloseReason;
import io.parley.session.Gone;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.parley.session.Wire;
import io.parley.session.WireReports;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.WriteReadyHandler;

/**
 * The hold on one connection. Made on the thread of the handshake's request, while nothing else touches the connection;
 * goes on on the connection's I/O thread, and may be used by any thread. A peer that is gone before Undertow watches
 * its channel would stay in Undertow's tables for good: {@link #watch} sees to it that Undertow is told.
 */
final class UndertowWire implements Wire, TappedConnection {

    /** How long a peer may take to close when we have, or Undertow, and to read what was under way. */
    private static final int LINGER_SECONDS = 5;

    /** RFC 7692, section 6: compressed messages have the first of the reserved bits. */
    private static final int RSV1 = 4;

    private final StreamConnection channel;
    private final Upgrades upgrades;
    private final Outlets outlets;
    private final FrameInspection inspection;
    private final Waiting waiting = new Waiting();
    private final Gone gone = new Gone();
    private final WireReports reports = new WireReports(this::onIoThread);
    private volatile @Nullable Taps taps;
    private boolean closing;

    /** Until the hold begins: a request is much, and the connection lives long. For the handshake's thread. */
    private @Nullable HttpServerExchange asked;

    /** What all connections have together. */
    record Server(Upgrades upgrades, Outlets outlets) {}

    /** The two conduits. */
    private record Taps(TappedSource source, TappedSink sink) {}

    UndertowWire(
            AbstractServerConnection connection,
            HttpServerExchange exchange,
            Server server,
            FrameInspection inspection) {
        this.inspection = inspection;
        this.channel = connection.getChannel();
        this.asked = exchange;
        this.upgrades = server.upgrades();
        this.outlets = server.outlets();
        connection.addCloseListener(closed -> gone.tell());
        whenGone(inspection::gone);
    }

    @Override
    public void begin() {
        @Nullable HttpServerExchange exchange = asked;
        asked = null;
        if (exchange == null || !exchange.isUpgrade() || !begin(exchange)) {
            // The connection may live on for other requests, which are not ours to see
            gone.tell();
        }
    }

    private boolean begin(HttpServerExchange exchange) {
        int extensionBits = exchange.getResponseHeaders().contains(Headers.SEC_WEB_SOCKET_EXTENSIONS) ? RSV1 : 0;
        return upgrades.before(exchange, () -> install(extensionBits));
    }

    /** Before Undertow makes its WebSocket channel, which begins to read at once. */
    private void install(int extensionBits) {
        Outlet outlet = outlets.of(channel);
        Taps made = new Taps(
                new TappedSource(
                        channel.getSourceChannel().getConduit(),
                        new Inflow(inspection.inbound(extensionBits), waiting, reports)),
                new TappedSink(
                        channel.getSinkChannel().getConduit(),
                        new WriteReadyHandler.ChannelListenerHandler<>(channel.getSinkChannel()),
                        new Outflow(inspection.outbound(), reports::refused),
                        outlet,
                        this));
        channel.getSourceChannel().setConduit(made.source());
        channel.getSinkChannel().setConduit(new GuardedSink(made.sink(), outlet.guard()));
        taps = made;
    }

    @Override
    public void watch(Watch watch) {
        onIoThread(() -> reports.begin(watch));
        if (!channel.isOpen()) {
            gone.tell();
            onIoThread(this::tellUndertow);
        }
    }

    /** Tells what watches the two halves that they are closed, which happened before it did. */
    private void tellUndertow() {
        ChannelListeners.invokeChannelListener(
                channel.getSourceChannel(), channel.getSourceChannel().getCloseListener());
        ChannelListeners.invokeChannelListener(
                channel.getSinkChannel(), channel.getSinkChannel().getCloseListener());
    }

    @Override
    public void close(CloseReason reason) {
        if (isFirstClose()) {
            ByteBuffer frame = ByteBuffer.wrap(FrameWriter.close(reason.code().code(), reason.text()));
            onIoThread(() -> linger(frame));
        }
    }

    private synchronized boolean isFirstClose() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void linger(ByteBuffer closeFrame) {
        @Nullable Taps installed = taps;
        if (installed == null) {
            drop();
            return;
        }
        dropLater();
        GuardedSink.guarded(
                () -> linger(closeFrame, installed), installed.sink().outlet().guard());
    }

    /**
     * A peer that has closed may still be reading what it was sent before our close frame. That may leave within a
     * write of Undertow's, which is over before the connection is.
     */
    private void linger(ByteBuffer closeFrame, Taps installed) {
        LastFrames last = installed.sink().end(closeFrame);
        Discarding.begin(channel, installed.source(), () -> last.whenLeft(() -> onIoThread(this::drop)));
    }

    /** A peer that does not close its half keeps its place no longer. */
    private void dropLater() {
        XnioExecutor.Key timer = channel.getIoThread().executeAfter(this::drop, LINGER_SECONDS, TimeUnit.SECONDS);
        whenGone(timer::remove);
    }

    @Override
    public Optional<Sender> sender() {
        return Optional.ofNullable(taps).map(made -> made.sink());
    }

    /** On the thread that reads: the peer cannot close meanwhile. */
    @Override
    public void ping(Runnable sending) {
        onIoThread(() -> {
            if (!isPeerClosed()) {
                sending.run();
            }
        });
    }

    private void drop() {
        IoUtils.safeClose(channel);
    }

    @Override
    public void handled() {
        if (waiting.removeFirst()) {
            onIoThread(this::goOn);
        }
    }

    private void goOn() {
        @Nullable Taps installed = taps;
        if (installed != null) {
            installed.source().goOn();
        }
    }

    @Override
    public FrameInspection frames() {
        return inspection;
    }

    @Override
    public void whenGone(Runnable action) {
        gone.then(action);
    }

    @Override
    public boolean isPeerClosed() {
        @Nullable Taps installed = taps;
        return installed != null && installed.source().isPeerClosed();
    }

    @Override
    public void broken() {
        drop();
    }

    @Override
    public void shut() {
        onIoThread(this::dropLater);
    }

    private void onIoThread(Runnable task) {
        try {
            channel.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            // The server stops, and has closed the connection
            drop();
        }
    }
}
