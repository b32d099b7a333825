package io.parley.it.identity;

import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Keeps a line for each thing it is told: what, and on whose behalf. */
@ApplicationScoped
public class Callers {

    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Inject
    private SecurityContext security;

    /** Made by the container. */
    @SuppressWarnings("NullAway.Init")
    public Callers() {}

    void opened(@Observes ConnectionOpened event) {
        note("opened");
    }

    void identified(@Observes ConnectionIdentified event) {
        note("identified " + event.user().name());
    }

    void closed(@Observes ConnectionClosed event) {
        note("closed");
    }

    void joined(@Observes Joined event) {
        note("joined " + event.user().name());
    }

    void left(@Observes Left event) {
        note("left " + event.user().name());
    }

    void posted(@Observes Posted event) {
        String text = event.message().body().text();
        if (text.equals("surroundings?")) {
            lines.add("class loader " + hasClassLoader() + ", names " + hasNames());
        } else {
            note("posted " + text);
        }
    }

    private void note(String what) {
        lines.add(what + " on behalf of " + caller());
    }

    /** Who the container says the current thread acts for; some containers have a name for nobody. */
    String caller() {
        @Nullable Principal caller = security.getCallerPrincipal();
        return caller == null || caller.getName().equalsIgnoreCase("anonymous") ? "nobody" : caller.getName();
    }

    private static boolean hasClassLoader() {
        return Thread.currentThread().getContextClassLoader() == Callers.class.getClassLoader();
    }

    @SuppressWarnings("BanJNDI") // The name is a constant
    private static String hasNames() {
        try {
            return String.valueOf(InitialContext.doLookup("java:comp/DefaultManagedExecutorService") != null);
        } catch (NamingException e) {
            return e.toString();
        }
    }

    /** The next line; waits for it. */
    String next() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return line == null ? "nothing was heard" : line;
    }
}
