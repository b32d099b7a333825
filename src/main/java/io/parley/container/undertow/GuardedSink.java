package io.parley.container.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Lock;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** What Undertow does to the sink beneath, while nobody writes there in place of the I/O thread. For that thread. */
final class GuardedSink extends PlainSink {

    private final Lock guard;

    GuardedSink(StreamSinkConduit next, Lock guard) {
        super(next);
        this.guard = guard;
    }

    /** The same for what hears from the socket; of its end it is told as it is, which may be by any thread. */
    static WriteReadyHandler guarded(WriteReadyHandler handler, Lock guard) {
        return new WriteReadyHandler() {

            @Override
            public void writeReady() {
                guarded(handler::writeReady, guard);
            }

            @Override
            public void forceTermination() {
                handler.forceTermination();
            }

            @Override
            public void terminated() {
                handler.terminated();
            }
        };
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        guard.lock();
        try {
            return next.write(from);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        guard.lock();
        try {
            return next.write(from, offset, length);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean flush() throws IOException {
        guard.lock();
        try {
            return next.flush();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void terminateWrites() throws IOException {
        guard.lock();
        try {
            next.terminateWrites();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void truncateWrites() throws IOException {
        guard.lock();
        try {
            next.truncateWrites();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void resumeWrites() {
        guarded(next::resumeWrites);
    }

    @Override
    public void wakeupWrites() {
        guarded(next::wakeupWrites);
    }

    @Override
    public void suspendWrites() {
        guarded(next::suspendWrites);
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        guarded(() -> next.setWriteReadyHandler(handler));
    }

    private void guarded(Runnable action) {
        guarded(action, guard);
    }

    /** While nobody else has it. */
    static void guarded(Runnable action, Lock guard) {
        guard.lock();
        try {
            action.run();
        } finally {
            guard.unlock();
        }
    }
}
