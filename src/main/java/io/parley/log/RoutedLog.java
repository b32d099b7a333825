package io.parley.log;

import io.parley.protocol.RoomName;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The logs of several engines as one: each room has its engine. Any thread may call. */
public final class RoutedLog implements RoomLog {

    private final Function<RoomName, RoomLog> engines;

    /**
     * The logs of several engines.
     *
     * @param engines tells a room's; always the same one
     */
    public RoutedLog(Function<RoomName, RoomLog> engines) {
        this.engines = engines;
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Draft draft) {
        return engines.apply(room).append(room, draft);
    }

    @Override
    public CompletionStage<Page> read(RoomName room, Range range) {
        return engines.apply(room).read(room, range);
    }

    @Override
    public CompletionStage<Subscription> subscribe(RoomName room, Listener listener) {
        return engines.apply(room).subscribe(room, listener);
    }
}
