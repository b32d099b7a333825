package io.parley.container.undertow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.XnioIoThread;

/** One round for each I/O thread, of which a server has a fixed number. May be used by any thread. */
final class IoRounds {

    private final Map<XnioIoThread, IoRound> rounds = new ConcurrentHashMap<>();

    IoRounds() {}

    /** The round of that thread, always the same. */
    IoRound of(XnioIoThread thread) {
        return rounds.computeIfAbsent(thread, IoRound::new);
    }
}
