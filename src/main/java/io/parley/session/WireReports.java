package io.parley.session;

import io.parley.frame.FrameViolationException;
import io.parley.frame.inspection.Inflow;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a wire sees to whoever watches, and a refusal that came before, too. A refusal is told when whoever
 * reads has left its locks. One thread at a time reports what comes in.
 */
public final class WireReports implements Inflow.Listener {

    private final Executor connection;
    private Wire.@Nullable Watch watch;
    private @Nullable CloseReason refusal;

    /**
     * Nobody watches.
     *
     * @param connection runs a task on the connection's own thread, later
     */
    public WireReports(Executor connection) {
        this.connection = connection;
    }

    /**
     * Somebody watches.
     *
     * @param begun is told
     */
    public void begin(Wire.Watch begun) {
        watch = begun;
        tell();
    }

    @Override
    public void framesSeen() {
        if (watch != null) {
            watch.frameSeen();
        }
    }

    @Override
    public void pong(ByteBuffer payload) {
        if (watch != null) {
            watch.pong(payload);
        }
    }

    @Override
    public void refused(FrameViolationException violation) {
        CloseCode code = CloseCode.of(violation.closeCode()).orElse(CloseCode.POLICY_VIOLATION);
        CloseReason reason = new CloseReason(code, violation.reason());
        connection.execute(() -> {
            refusal = reason;
            tell();
        });
    }

    private void tell() {
        @Nullable CloseReason told = refusal;
        if (told != null && watch != null) {
            refusal = null;
            watch.refused(told);
        }
    }
}
