package io.parley.session;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Writes for an outlet, with bytes from the heap.
 *
 * @param tasks runs what it is to do
 * @param asleep whether others may write in its place
 */
public record FakeThread(Executor tasks, BooleanSupplier asleep) implements OutletThread {

    /** One that sleeps: whoever offers something may write it. */
    public static FakeThread asleep(Executor tasks) {
        return new FakeThread(tasks, () -> true);
    }

    /** One that is always at work. */
    public static FakeThread awake(Executor tasks) {
        return new FakeThread(tasks, () -> false);
    }

    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    @Override
    public boolean isAsleep() {
        return asleep.getAsBoolean();
    }

    @Override
    public ByteBuffer memory(int bytes) {
        return ByteBuffer.allocate(bytes);
    }
}
