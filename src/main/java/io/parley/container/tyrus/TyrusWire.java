package io.parley.container.tyrus;

import io.parley.frame.FrameViolationException;
import io.parley.frame.FrameWriter;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Outflow;
import io.parley.protocol.CloseReason;
import io.parley.session.Gone;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.parley.session.Wire;
import io.parley.session.WireReports;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The hold on one connection. Made on the thread of the handshake's request, and may be used by any thread.
 *
 * <p>Tyrus works off each message on the thread that has read it, so nothing waits. It is told of the end, and so is
 * who asked for it, on a thread that holds no lock: whichever thread finds that the connection is broken may hold some.
 */
final class TyrusWire implements Wire {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    /** How long a peer may take to close when we have, and to read what was under way. */
    private static final int LINGER_SECONDS = 5;

    /** To pings, that may wait for a peer that does not read, before nothing more is read from it. */
    private static final int MOST_ANSWERS = 64;

    private final Link link;
    private final FrameInspection inspection;
    private final Outlet outlet;
    private final Gone gone = new Gone();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Later later = new Later();
    private final WireReports reports = new WireReports(later);
    private boolean upgraded;
    private volatile @Nullable Taps taps;

    /** The two halves, and what we send ourselves. */
    private record Taps(TappedInput input, TappedOutput output, OwnFrames own) {}

    TyrusWire(Link link, FrameInspection inspection, Outlet outlet) {
        this.link = link;
        this.outlet = outlet;
        this.inspection = inspection;
        link.whenGone(() -> link.execute(gone::tell));
        whenGone(inspection::gone);
    }

    /** Tyrus has asked for the upgrade. */
    void upgraded() {
        upgraded = true;
    }

    /** The request is over; the connection may live on for others, which are not ours to see. */
    @Override
    public void begin() {
        if (!upgraded) {
            gone.tell();
        }
    }

    /**
     * The server has upgraded: Tyrus opens its session, and then reads what has come. A connection that is gone by then
     * ends when it has: Tyrus cannot close a session that is being opened.
     */
    void begin(WebConnection connection, HttpUpgradeHandler tyrus) {
        link.keepsNothing();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletionStage<Void> beginning = begun.minimalCompletionStage();
        link.whenGoneForAll(() -> beginning.thenRunAsync(() -> close(connection), link));
        try {
            begin(taps(connection), tyrus);
        } finally {
            begun.complete(null);
        }
    }

    private void begin(Taps made, HttpUpgradeHandler tyrus) {
        taps = made;
        try {
            made.output().begin();
            tyrus.init(new HeldConnection(made.input(), made.output(), this::closeOfTyrus));
            made.input().begin();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection broke behind the handshake", e);
            link.drop();
        }
    }

    private Taps taps(WebConnection connection) {
        try {
            TappedOutput output = new TappedOutput(
                    connection.getOutputStream(),
                    new Outflow(inspection.outbound(), this::refused),
                    new TappedOutput.Listener(this::writable, link::shutOutput, this::broken, link));
            TappedInput input = new TappedInput(
                    connection.getInputStream(),
                    new Inflow(inspection.inbound(0), reports),
                    () -> output.isWritable() || inspection.unansweredPings() < MOST_ANSWERS,
                    new TappedInput.Listener(later::run, () -> closeBehind(output), this::dropSoon));
            return new Taps(input, output, new OwnFrames(outlet, output, this::dropSoon));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server holds a lock, which it needs for its next word: no message may be worked off under that. */
    private void writable() {
        @Nullable Taps installed = taps;
        if (installed != null) {
            installed.own().ready();
            if (installed.input().isHeldBack()) {
                link.execute(installed.input()::goOn);
            }
        }
    }

    private void refused(FrameViolationException violation) {
        reports.refused(violation);
        link.execute(later::run);
    }

    private void broken() {
        @Nullable Taps installed = taps;
        if (installed != null) {
            outlet.ready(installed.own()::failed);
        }
        dropSoon();
    }

    private void dropSoon() {
        link.execute(link::drop);
    }

    /**
     * Tyrus closes, which it does when both sides have sent a close frame; unless we are at it. It does not wait for
     * its own close frame to leave, and the server forgets what has not left.
     */
    private void closeOfTyrus() {
        if (!closing.get()) {
            @Nullable Taps installed = taps;
            if (installed == null) {
                link.close();
            } else {
                closeBehind(installed.output());
            }
        }
    }

    /** All that was written leaves, for as long as the peer may take. */
    private void closeBehind(TappedOutput output) {
        link.dropLater(LINGER_SECONDS);
        output.whenAllHasLeft(link::close);
    }

    /**
     * The server ends the upgraded request, tells the handler, and does nothing at the next time. Only once the TCP
     * connection is closed, and the server knows: what it ends before, it uses for the next request of another
     * connection, while other threads of its own may still be at it.
     */
    private static void close(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection was broken", e);
        }
    }

    /** The server takes the streams back. */
    void end(HttpUpgradeHandler tyrus) {
        @Nullable Taps installed = taps;
        if (installed != null) {
            installed.input().end();
            installed.output().end();
        }
        link.execute(tyrus::destroy);
    }

    @Override
    public void watch(Watch watch) {
        reports.begin(watch);
    }

    @Override
    public void close(CloseReason reason) {
        if (closing.compareAndSet(false, true)) {
            @Nullable Taps installed = taps;
            if (installed == null) {
                link.drop();
            } else {
                link.dropLater(LINGER_SECONDS);
                installed.output().close(FrameWriter.close(reason.code().code(), reason.text()));
                link.execute(installed.input()::discard);
            }
        }
    }

    @Override
    public Optional<Sender> sender() {
        return Optional.ofNullable(taps).map(Taps::own);
    }

    /** Nothing waits. */
    @Override
    public void handled() {}

    @Override
    public FrameInspection frames() {
        return inspection;
    }

    @Override
    public void whenGone(Runnable action) {
        gone.then(action);
    }
}
