package io.parley.container.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The one thing that Undertow does not offer: to do something before an upgrade that somebody else has asked for. It
 * keeps who has in a private field, and does not let two ask. May be used by any thread.
 */
final class Upgrades {

    private final Field listener;

    /**
     * Looks for the field.
     *
     * @throws NoSuchFieldError if this Undertow has none
     */
    Upgrades() {
        try {
            listener = HttpServerConnection.class.getDeclaredField("upgradeListener");
            listener.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw noSuchField(e);
        }
    }

    /** Does something before the upgrade that this exchange has been told to make; false where nobody has told it. */
    boolean before(HttpServerExchange exchange, Runnable action) {
        @Nullable HttpUpgradeListener told = asked(exchange);
        if (told != null) {
            exchange.upgradeChannel(new Both(action, told));
        }
        return told != null;
    }

    /**
     * Undertow keeps who has asked for as long as the connection lives, and with that all of the request: its headers,
     * its buffers, what the servlet container made of it. So this one lets go of it.
     */
    private static final class Both implements HttpUpgradeListener {

        private @Nullable Runnable first;
        private @Nullable HttpUpgradeListener asked;

        private Both(Runnable first, HttpUpgradeListener asked) {
            this.first = first;
            this.asked = asked;
        }

        /** On one thread. Where the answer had to wait for the socket, whoever fails here is called again and again. */
        @Override
        public void handleUpgrade(StreamConnection stream, HttpServerExchange exchange) {
            @Nullable Runnable action = first;
            @Nullable HttpUpgradeListener listener = asked;
            first = null;
            asked = null;
            if (action == null || listener == null) {
                return;
            }
            try {
                action.run();
                listener.handleUpgrade(stream, exchange);
            } catch (RuntimeException | Error e) {
                IoUtils.safeClose(stream);
                throw e;
            }
        }
    }

    private @Nullable HttpUpgradeListener asked(HttpServerExchange exchange) {
        try {
            return (HttpUpgradeListener) listener.get(exchange.getConnection());
        } catch (ReflectiveOperationException e) {
            throw noSuchField(e);
        }
    }

    private static NoSuchFieldError noSuchField(Exception cause) {
        NoSuchFieldError error = new NoSuchFieldError("HttpServerConnection.upgradeListener");
        error.initCause(cause);
        return error;
    }
}
