package io.parley.container.tyrus;

import java.util.ArrayList;
import java.util.List;

/** A TCP connection that does nothing but say what it was asked for; tasks run at once. */
final class FakeLink implements Link {

    private final List<String> calls = new ArrayList<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private final List<Runnable> whenGoneForAll = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    /** The peer is gone. */
    void breaks() {
        run(whenGone);
        run(whenGoneForAll);
    }

    private static void run(List<Runnable> actions) {
        List<Runnable> told = List.copyOf(actions);
        actions.clear();
        told.forEach(Runnable::run);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void whenGone(Runnable action) {
        whenGone.add(action);
    }

    @Override
    public void whenGoneForAll(Runnable action) {
        whenGoneForAll.add(action);
    }

    @Override
    public void keepsNothing() {
        calls.add("keep nothing");
    }

    @Override
    public void shutOutput() {
        calls.add("shut output");
    }

    @Override
    public void close() {
        calls.add("close");
    }

    @Override
    public void dropLater(int seconds) {
        calls.add("drop after " + seconds);
    }

    @Override
    public void drop() {
        calls.add("drop");
        breaks();
    }
}
