package io.parley.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a connection is gone: told once to all who have asked, in their order, and at once to who asks later. May be
 * used by any thread.
 */
public final class Gone {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** Null once it is gone. */
    private @Nullable List<Runnable> actions = new ArrayList<>(1);

    /** It is there. */
    public Gone() {}

    /**
     * Asks to be told.
     *
     * @param action run once, on the thread that finds that the connection is gone, or on this one if it is already
     */
    public void then(Runnable action) {
        if (!waits(action)) {
            run(action);
        }
    }

    private synchronized boolean waits(Runnable action) {
        return actions != null && actions.add(action);
    }

    /** The connection is gone. May be called again. */
    public void tell() {
        end().forEach(Gone::run);
    }

    private synchronized List<Runnable> end() {
        List<Runnable> told = actions == null ? List.of() : actions;
        actions = null;
        return told;
    }

    /** What becomes of one keeps no other from being told. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the end of a connection could not be told", e);
        }
    }
}
