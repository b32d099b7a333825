package io.parley.container.undertow;

import static java.lang.System.Logger.Level.DEBUG;

import io.parley.session.OutletThread;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * An I/O thread. XNIO runs all tasks that it is given before it looks at its sockets again, also those that a task
 * gives it. So what is to go on behind its sockets hangs on one: a pipe that can always be written to, which nobody
 * writes to.
 */
final class IoThread implements OutletThread {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private final XnioIoThread thread;
    private final BooleanSupplier asleep;

    /** Made when it is needed first. For the thread alone, as all that follows. */
    private @Nullable ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe;

    private @Nullable Runnable next;
    private boolean closed;

    /** Of a thread, and whether that waits for its sockets. */
    IoThread(XnioIoThread thread, BooleanSupplier asleep) {
        this.thread = thread;
        this.asleep = asleep;
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public boolean isAsleep() {
        return asleep.getAsBoolean();
    }

    @Override
    public void goOnLater(Runnable task) {
        if (closed) {
            execute(task);
            return;
        }
        try {
            StreamSinkChannel sink = sink();
            if (sink.isOpen()) {
                next = task;
                sink.resumeWrites();
            } else {
                execute(task);
            }
        } catch (IOException e) {
            LOG.log(DEBUG, "no pipe, so it goes on at once", e);
            execute(task);
        }
    }

    private StreamSinkChannel sink() throws IOException {
        @Nullable ChannelPipe<StreamSourceChannel, StreamSinkChannel> known = pipe;
        if (known == null) {
            known = thread.createHalfDuplexPipe();
            known.getRightSide().getWriteSetter().set(this::ready);
            pipe = known;
        }
        return known.getRightSide();
    }

    /** Goes on, and listens no more where nothing is to go on behind that. */
    private void ready(StreamSinkChannel sink) {
        @Nullable Runnable task = next;
        next = null;
        try {
            if (task != null) {
                task.run();
            }
        } finally {
            if (next == null) {
                sink.suspendWrites();
            }
        }
    }

    /** Gives back what it has of the system, in a while. On any thread. */
    void close() {
        try {
            execute(this::closeNow);
        } catch (RejectedExecutionException e) {
            LOG.log(DEBUG, "the server has stopped, and with it the pipe", e);
        }
    }

    private void closeNow() {
        closed = true;
        @Nullable ChannelPipe<StreamSourceChannel, StreamSinkChannel> made = pipe;
        pipe = null;
        if (made != null) {
            IoUtils.safeClose(made.getLeftSide(), made.getRightSide());
        }
        @Nullable Runnable task = next;
        next = null;
        if (task != null) {
            execute(task);
        }
    }
}
