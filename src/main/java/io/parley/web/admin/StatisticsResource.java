package io.parley.web.admin;

import io.parley.log.LogAdministration;
import io.parley.log.LogStatistics;
import io.parley.room.LiveRooms;
import io.parley.session.Connections;
import io.parley.session.Load;
import io.parley.session.RoundTrips;
import io.parley.trace.TraceCounts;
import io.parley.trace.Traces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** What is counted and measured on this node. */
@AdminOnly
@Dependent
@Path("statistics")
public class StatisticsResource {

    private static final double NANOS_OF_MILLI = 1_000_000.0;

    @Inject
    private Connections connections;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Traces traces;

    @Inject
    private LogAdministration log;

    /** Made by the container. */
    public StatisticsResource() {}

    /**
     * The figures of this moment.
     *
     * @return JSON
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String all() {
        return Json.createObjectBuilder()
                .add("connections", connections.count())
                .add("rooms", rooms.size())
                .add("load", load(connections.load()))
                .add("roundTrips", roundTrips(connections.roundTrips()))
                .add("frames", CountsJson.of(connections.frames()))
                .add("traces", traces(traces.counts()))
                .add("log", log(log.statistics()))
                .build()
                .toString();
    }

    private static JsonObjectBuilder load(Load load) {
        return Json.createObjectBuilder()
                .add("heapPercent", load.heapPercent())
                .add("outboxBytes", load.outboxBytes())
                .add("delayMillis", millis(load.delay()))
                .add("busy", load.level() != Load.Level.CALM);
    }

    private static JsonObjectBuilder roundTrips(RoundTrips.Summary summary) {
        return Json.createObjectBuilder()
                .add("count", summary.count())
                .add("medianMillis", millis(summary.median()))
                .add("p99Millis", millis(summary.p99()))
                .add("maxMillis", millis(summary.max()));
    }

    static JsonObjectBuilder traces(TraceCounts counts) {
        return Json.createObjectBuilder()
                .add("traces", counts.traces())
                .add("connections", counts.connections())
                .add("bytes", counts.bytes())
                .add("missed", counts.missed())
                .add("evicted", counts.evicted());
    }

    private static JsonObjectBuilder log(LogStatistics statistics) {
        LogStatistics.Writes writes = statistics.writes();
        return Json.createObjectBuilder()
                .add(
                        "waiting",
                        Json.createObjectBuilder()
                                .add("messages", statistics.waiting().messages())
                                .add("bytes", statistics.waiting().bytes()))
                .add(
                        "writes",
                        Json.createObjectBuilder()
                                .add("answered", writes.answered())
                                .add("transactions", writes.transactions())
                                .add("refused", writes.refused())
                                .add("uncertain", writes.uncertain())
                                .add("triedAgain", writes.triedAgain()))
                .add(
                        "reads",
                        Json.createObjectBuilder()
                                .add("fromDatabase", statistics.reads().fromDatabase())
                                .add("fromMemory", statistics.reads().fromMemory()))
                .add(
                        "upkeep",
                        Json.createObjectBuilder()
                                .add("keys", statistics.upkeep().keys())
                                .add("entries", statistics.upkeep().entries()))
                .add("memoryBytes", statistics.memoryBytes());
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_OF_MILLI;
    }
}
