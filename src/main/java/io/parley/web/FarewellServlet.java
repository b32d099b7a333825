package io.parley.web;

import io.parley.session.Drain;
import jakarta.servlet.http.HttpServlet;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves nothing: its end is the first thing that an application hears of when it is undeployed, on Payara before the
 * connections are closed without a word. See {@code src/docs/decisions/farewell.md}.
 */
final class FarewellServlet extends HttpServlet {

    private static final System.Logger LOG = System.getLogger("io.parley.web");

    @Serial
    private static final long serialVersionUID = 1L;

    /** An administrator waits. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final transient Drain drain;

    FarewellServlet(Drain drain) {
        this.drain = drain;
    }

    /** Keeps the container from going on, which it does when this returns: the thread is the one that undeploys. */
    @Override
    public void destroy() {
        try {
            drain.begin(WITHIN)
                    .toCompletableFuture()
                    .get(WITHIN.plus(Drain.PATIENCE).plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "the farewell did not come to its end", e);
        }
    }
}
