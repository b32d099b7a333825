package io.parley.chat;

import io.parley.frame.inspection.FrameCounts;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import io.parley.room.LiveRooms;
import io.parley.room.Member;
import io.parley.session.Connection;
import io.parley.session.ConnectionRegistry;
import io.parley.session.Connections;
import io.parley.session.Load;
import io.parley.session.RoundTrips;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The connections as an application sees them: the registry knows who they are, the rooms where they are. */
public final class OpenConnections implements Connections {

    private final ConnectionRegistry registry;
    private final LiveRooms rooms;
    private final RoundTrips roundTrips;
    private final FrameStatistics frames;
    private final Supplier<Load> load;

    /**
     * A view.
     *
     * @param registry who is connected
     * @param rooms where they are
     * @param roundTrips what keep-alive measures
     * @param frames what has gone through
     * @param load how much there is to do
     */
    public OpenConnections(
            ConnectionRegistry registry,
            LiveRooms rooms,
            RoundTrips roundTrips,
            FrameStatistics frames,
            Supplier<Load> load) {
        this.load = load;
        this.registry = registry;
        this.rooms = rooms;
        this.roundTrips = roundTrips;
        this.frames = frames;
    }

    @Override
    public Optional<Connection> find(String id) {
        return registry.find(id).map(connection -> connection);
    }

    @Override
    public Collection<Connection> all() {
        return Collections.unmodifiableCollection(registry.all());
    }

    @Override
    public List<Connection> ofUser(UserKey user) {
        return registry.ofUser(user);
    }

    @Override
    public List<Connection> inRoom(RoomName room) {
        return rooms.members(room).stream()
                .map(Member::id)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    @Override
    public int count() {
        return registry.count();
    }

    @Override
    public RoundTrips.Summary roundTrips() {
        return roundTrips.summary();
    }

    @Override
    public Load load() {
        return load.get();
    }

    @Override
    public FrameCounts frames() {
        return frames.counts();
    }
}
