package io.parley.container.wildfly;

import io.parley.session.Drain;
import java.util.concurrent.CompletionStage;
import org.jboss.as.server.suspend.ServerResumeContext;
import org.jboss.as.server.suspend.ServerSuspendContext;
import org.jboss.as.server.suspend.SuspendableActivity;

/**
 * What Parley does when WildFly suspends, which it does on SIGTERM too: the farewell comes while requests are still
 * served, before anything is closed. Called by any thread.
 */
final class FarewellActivity implements SuspendableActivity {

    private final Drain drain;

    FarewellActivity(Drain drain) {
        this.drain = drain;
    }

    @Override
    public CompletionStage<Void> prepare(ServerSuspendContext context) {
        return drain.begin();
    }

    @Override
    public CompletionStage<Void> suspend(ServerSuspendContext context) {
        return COMPLETED;
    }

    @Override
    public CompletionStage<Void> resume(ServerResumeContext context) {
        drain.resume();
        return COMPLETED;
    }
}
