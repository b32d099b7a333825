package io.parley.container.undertow;

import io.parley.session.Outlet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.XnioIoThread;

/** One outlet for each I/O thread, of which a server has a fixed number. May be used by any thread. */
final class Outlets {

    private final Map<XnioIoThread, Outlet> outlets = new ConcurrentHashMap<>();

    Outlets() {}

    /** The outlet of that thread, always the same. */
    Outlet of(XnioIoThread thread) {
        return outlets.computeIfAbsent(thread, Outlet::new);
    }
}
