package io.parley.container.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.lang.reflect.Field;

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

    /** Does something before the upgrade that this exchange has been told to make. */
    void before(HttpServerExchange exchange, Runnable action) {
        HttpUpgradeListener asked = asked(exchange);
        exchange.upgradeChannel((stream, upgraded) -> {
            action.run();
            asked.handleUpgrade(stream, upgraded);
        });
    }

    private HttpUpgradeListener asked(HttpServerExchange exchange) {
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
