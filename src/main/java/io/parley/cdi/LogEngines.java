package io.parley.cdi;

import io.parley.config.LogEngine;
import io.parley.log.LogAdministration;
import io.parley.log.LogStatistics;
import io.parley.log.RoomLog;
import io.parley.log.RoutedLog;
import io.parley.log.jdbc.JdbcRoomLog;
import io.parley.log.memory.MemoryRoomLog;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The engines that some room needs, as one log. */
final class LogEngines implements LogAdministration, AutoCloseable {

    private final Function<RoomName, LogEngine> choice;
    private final Optional<MemoryRoomLog> memory;
    private final Optional<JdbcRoomLog> jdbc;

    /**
     * The engines.
     *
     * @param choice tells each room's, which is there
     * @param memory where any room needs it
     * @param jdbc where any room needs it
     */
    LogEngines(Function<RoomName, LogEngine> choice, Optional<MemoryRoomLog> memory, Optional<JdbcRoomLog> jdbc) {
        this.choice = choice;
        this.memory = memory;
        this.jdbc = jdbc;
    }

    /** The log of all rooms. */
    RoomLog log() {
        if (memory.isPresent() && jdbc.isPresent()) {
            return new RoutedLog(room -> choice.apply(room) == LogEngine.MEMORY ? memory.get() : jdbc.get());
        }
        return memory.map(RoomLog.class::cast).or(() -> jdbc).orElseThrow();
    }

    @Override
    public CompletionStage<Long> erase(UserKey user) {
        return erase(memory, user).thenCombine(erase(jdbc, user), Long::sum);
    }

    private static CompletionStage<Long> erase(Optional<? extends LogAdministration> engine, UserKey user) {
        return engine.map(present -> present.erase(user)).orElseGet(() -> CompletableFuture.completedStage(0L));
    }

    @Override
    public LogStatistics statistics() {
        return statistics(memory).plus(statistics(jdbc));
    }

    private static LogStatistics statistics(Optional<? extends LogAdministration> engine) {
        return engine.map(LogAdministration::statistics).orElse(LogStatistics.NONE);
    }

    @Override
    public void close() {
        jdbc.ifPresent(JdbcRoomLog::close);
    }
}
