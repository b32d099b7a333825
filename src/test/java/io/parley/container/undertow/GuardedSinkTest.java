package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** Whatever is done to a sink, nobody else writes there meanwhile. */
class GuardedSinkTest {

    private final ReentrantLock guard = new ReentrantLock();
    private final List<String> guarded = new ArrayList<>();
    private final List<String> unguarded = new ArrayList<>();
    private final GuardedSink sink = new GuardedSink(noting(StreamSinkConduit.class), guard);

    /** Notes what is called, and whether the guard is held; numbers are 0. */
    private <T> T noting(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    (guard.isHeldByCurrentThread() ? guarded : unguarded).add(method.getName());
                    return Map.<Class<?>, Object>of(int.class, 0, long.class, 0L)
                            .getOrDefault(method.getReturnType(), false);
                }));
    }

    @Test
    void what_undertow_does_is_guarded() throws Exception {
        sink.write(ByteBuffer.allocate(1));
        sink.write(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1);
        sink.writeFinal(ByteBuffer.allocate(1));
        sink.flush();
        sink.resumeWrites();
        sink.wakeupWrites();
        sink.suspendWrites();
        sink.setWriteReadyHandler(noting(WriteReadyHandler.class));
        sink.terminateWrites();
        sink.truncateWrites();

        assertThat(guarded)
                .containsExactly(
                        "write",
                        "write",
                        "write",
                        "flush",
                        "resumeWrites",
                        "wakeupWrites",
                        "suspendWrites",
                        "setWriteReadyHandler",
                        "terminateWrites",
                        "truncateWrites");
        assertThat(guard.isLocked()).isFalse();
    }

    /** Its end may be told by any thread, which waits for nobody. */
    @Test
    void what_is_heard_from_the_socket_is_guarded_but_for_its_end() {
        WriteReadyHandler handler = GuardedSink.guarded(noting(WriteReadyHandler.class), guard);

        handler.writeReady();
        handler.terminated();
        handler.forceTermination();

        assertThat(guarded).containsExactly("writeReady");
        assertThat(unguarded).containsExactly("terminated", "forceTermination");
        assertThat(guard.isLocked()).isFalse();
    }
}
