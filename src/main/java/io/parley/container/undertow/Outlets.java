package io.parley.container.undertow;

import io.parley.session.Outlet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Two outlets for each I/O thread, of which a server has a fixed number. May be used by any thread. */
final class Outlets {

    /** The one class of XNIO's that writes to the socket and nowhere else, from any thread. */
    private static final String BARE = "org.xnio.nio.NioSocketConduit";

    /** For connections that others may write to in place of their thread. */
    private final Map<XnioIoThread, Outlet> shared = new ConcurrentHashMap<>();

    /** For those that they may not, as under TLS. */
    private final Map<XnioIoThread, Outlet> own = new ConcurrentHashMap<>();

    private final Queue<IoThread> threads = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Outlets() {}

    /** The outlet of that connection, always the same for all of its kind. */
    Outlet of(StreamConnection connection) {
        XnioIoThread thread = connection.getIoThread();
        String socket = Untimed.beneath(connection.getSinkChannel().getConduit())
                .getClass()
                .getName();
        return socket.equals(BARE)
                ? shared.computeIfAbsent(thread, key -> made(new IoThread(key, Sleep.of(key))))
                : own.computeIfAbsent(thread, key -> made(new IoThread(key, () -> false)));
    }

    private Outlet made(IoThread thread) {
        threads.add(thread);
        if (closed) {
            thread.close();
        }
        return new Outlet(thread);
    }

    /** What is still to be sent is sent all the same. */
    void close() {
        closed = true;
        threads.forEach(IoThread::close);
    }
}
