package io.parley.session;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;

/** A room of three: two of them are led to by one outlet, and one by none. */
abstract class ThreeInARoom {

    static final int BOUND = 1000;

    final Queue<Runnable> tasks = new ArrayDeque<>();
    final Outlet outlet = new Outlet(tasks::add);
    final TestConnections connections =
            new TestConnections(new TestTime(), new OutboxLimits(BOUND, Duration.ofSeconds(10)));
    final OutletPeer ann = new OutletPeer(outlet);
    final OutletPeer bob = new OutletPeer(outlet);
    final TestTransport eve = new TestTransport();
    final LiveConnection toAnn = connections.open(User.guest("1", "Ann"), ann);
    final LiveConnection toBob = connections.open(User.guest("2", "Bob"), bob);
    final LiveConnection toEve = connections.open(User.guest("3", "Eve"), eve);
    final FanOut<LiveConnection> fanOut = new FanOut<>(BOUND, Function.identity());

    ThreeInARoom() {
        fanOut.to(List.of(toAnn, toBob, toEve));
    }

    static List<EncodedEvent> events(String... texts) {
        return Stream.of(texts).map(text -> new EncodedEvent(text, false)).toList();
    }

    final void says(String... texts) {
        fanOut.offer(events(texts), Map.of()).run();
    }

    final void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
