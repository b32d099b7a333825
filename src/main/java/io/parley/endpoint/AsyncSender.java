package io.parley.endpoint;

import io.parley.protocol.EncodedEvent;
import io.parley.session.Outgoing;
import io.parley.session.Sender;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends through {@link RemoteEndpoint.Async} (Jakarta WebSocket, section 2.2), which every container has: one message
 * at a time, the next one when the one before has left. May be used by any thread; whoever finds nobody at work works
 * for all that come meanwhile.
 */
final class AsyncSender implements Sender {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    private final Session session;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable Outgoing outgoing;

    /** What became of the message that is under way; null as long as that is not known, or none is. */
    private final AtomicReference<@Nullable Boolean> result = new AtomicReference<>();

    /** For whoever is at work. */
    private boolean underWay;

    AsyncSender(Session session) {
        this.session = session;
    }

    @Override
    public void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    @Override
    public void ready() {
        @Nullable Outgoing waiting = outgoing;
        if (waiting == null || calls.getAndIncrement() > 0) {
            return;
        }
        int heard = 1;
        while (heard > 0) {
            work(waiting);
            heard = calls.addAndGet(-heard);
        }
    }

    private void work(Outgoing waiting) {
        do {
            settle(waiting);
            @Nullable EncodedEvent next = waiting.isWaiting() && !underWay ? waiting.next() : null;
            if (next != null) {
                underWay = true;
                send(next.text());
            }
        } while (underWay && result.get() != null);
        if (underWay) {
            waiting.stuck();
        }
    }

    private void settle(Outgoing waiting) {
        @Nullable Boolean sent = result.getAndSet(null);
        if (sent != null) {
            underWay = false;
            if (sent) {
                waiting.left();
            } else {
                waiting.failed();
            }
        }
    }

    private void send(String text) {
        Sending sending = new Sending();
        try {
            session.getAsyncRemote().sendText(text, sending::onResult);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.DEBUG, "a message could not be sent", e);
            sending.done(false);
        }
    }

    /** One message; is told once, whatever the container does. */
    private final class Sending {

        private final AtomicInteger told = new AtomicInteger();

        void onResult(SendResult sent) {
            done(sent.isOK());
        }

        void done(boolean sent) {
            if (told.getAndIncrement() == 0) {
                result.set(sent);
                ready();
            }
        }
    }
}
