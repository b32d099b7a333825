package io.parley.container.tyrus;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server and the handler that Tyrus upgrades to (Jakarta Servlet, section 2.3.3.5). The server makes
 * it, and calls {@link #init} on the thread of the handshake's request, {@link #destroy} on any.
 */
public final class HeldUpgrade implements HttpUpgradeHandler {

    private @Nullable TyrusWire wire;
    private @Nullable HttpUpgradeHandler wanted;

    /** Made by the server. */
    public HeldUpgrade() {}

    /** Right behind the making. */
    void hold(TyrusWire hold, HttpUpgradeHandler handler) {
        wire = hold;
        wanted = handler;
        hold.upgraded();
    }

    @Override
    public void init(WebConnection connection) {
        Objects.requireNonNull(wire).begin(connection, Objects.requireNonNull(wanted));
    }

    @Override
    public void destroy() {
        if (wire != null && wanted != null) {
            wire.end(wanted);
        }
    }
}
