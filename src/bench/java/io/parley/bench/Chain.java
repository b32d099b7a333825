package io.parley.bench;

import io.parley.frame.FrameViolationException;
import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameLimits;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Route;
import io.parley.frame.inspection.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What looks at the frames of one connection, with the limits that are the defaults. The clock is so much faster than
 * time that the rates are never passed, however fast frames come.
 */
final class Chain {

    private static final long FASTER = 1_000_000;

    private static final FrameLimits LIMITS = new FrameLimits(
            new FrameLimits.Sizes(65_536, 65_536, 1024, 16),
            new FrameLimits.Rates(100, 5000, 8_388_608),
            new FrameLimits.Times(Duration.ofSeconds(30 * FASTER), Duration.ofSeconds(60 * FASTER)),
            () -> System.nanoTime() * FASTER);

    private static final Route ROUTE =
            new Route(new Endpoint("192.0.2.1", 49_152), new Endpoint("192.0.2.2", 8080), false, "/chat");

    private final Waiting waiting = new Waiting();
    private final Inflow inflow;
    private long seen;

    Chain() {
        FrameInspection inspection =
                new FrameInspection(ROUTE, new FrameStatistics().connection(), List.of(LIMITS.inspect("192.0.2.1")));
        inflow = new Inflow(inspection.inbound(0), waiting, new Inflow.Listener() {
            @Override
            public void framesSeen() {
                seen++;
            }

            @Override
            public void pong(ByteBuffer payload) {
                seen++;
            }

            @Override
            public void refused(FrameViolationException refusal) {
                throw new IllegalStateException("after " + seen + " frames", refusal);
            }
        });
    }

    /** What one read has brought; how many bytes of it may be passed on. */
    int accept(ByteBuffer piece) {
        inflow.arrived(piece.remaining());
        return inflow.accept(piece);
    }

    /** The container has worked off what was passed on. */
    void workOff() {
        waiting.removeFirst();
    }
}
