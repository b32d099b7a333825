package io.parley.chat;

import io.parley.pace.Pace;
import io.parley.pace.Paces;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Command;
import io.parley.protocol.Inbound;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back one client that sends too fast: what is too much is refused, and who goes on regardless is closed. A
 * connection that has sent nothing has no pace yet, and costs next to nothing.
 *
 * <p>Commands come one at a time; {@link #end} may come from any thread.
 */
final class Throttle {

    private static final int MOST_IN_A_ROW = 10;

    private final Peer peer;
    private final Paces paces;
    private @Nullable Pace pace;
    private boolean ended;
    private int inARow;

    Throttle(Peer peer, Paces paces) {
        this.peer = peer;
        this.paces = paces;
    }

    /** Whether a command may be carried out; if not, it is answered. What is let through ends a row of refusals. */
    boolean lets(Inbound inbound, int size) {
        Command command = inbound.command();
        Pace begun = begun();
        Optional<Duration> wait = readsLog(command) ? begun.read(size) : begun.command(size);
        if (wait.isEmpty() && command instanceof Command.Typing) {
            wait = begun.typing();
            if (wait.isPresent() && inbound.ref().isEmpty()) {
                // Never promised, and the next one says it anew: nobody who types quickly wants to hear of it
                return false;
            }
        }
        wait.ifPresentOrElse(until -> refuse(inbound.ref(), until), () -> inARow = 0);
        return wait.isEmpty();
    }

    private static boolean readsLog(Command command) {
        return command instanceof Command.Join || command instanceof Command.History;
    }

    private void refuse(Optional<String> ref, Duration wait) {
        peer.refuse(ref, wait);
        inARow++;
        if (inARow == MOST_IN_A_ROW) {
            peer.close(CloseReason.of(CloseCode.RATE_LIMITED));
        }
    }

    /** Only commands set it, one at a time, so they read it without the lock; {@link #end} reads it within. */
    private Pace begun() {
        @Nullable Pace known = pace;
        return known == null ? begin() : known;
    }

    private synchronized Pace begin() {
        Pace begun = paces.begin(peer.user().key());
        if (ended) {
            begun.end();
        }
        pace = begun;
        return begun;
    }

    /** The connection has ended. Called once. */
    synchronized void end() {
        ended = true;
        if (pace != null) {
            pace.end();
        }
    }
}
