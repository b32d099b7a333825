package io.parley.container.tyrus;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;

/**
 * A handshake's request that puts a handler of ours between the server and the one that Tyrus upgrades to. For the
 * request's thread.
 */
final class HeldRequest extends HttpServletRequestWrapper {

    private final TyrusWire wire;

    HeldRequest(HttpServletRequest request, TyrusWire wire) {
        super(request);
        this.wire = wire;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
        T wanted = instance(handlerClass);
        super.upgrade(HeldUpgrade.class).hold(wire, wanted);
        return wanted;
    }

    private static <T> T instance(Class<T> handlerClass) throws ServletException {
        try {
            return handlerClass.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }
}
