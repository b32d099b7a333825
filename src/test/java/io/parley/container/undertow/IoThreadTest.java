package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** With the server's own I/O threads. */
class IoThreadTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MANY_TURNS = 10_000;
    private static final long BUSY_NANOS = 100_000_000;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final XnioWorker worker;
    private final XnioIoThread xnio;
    private final IoThread thread;

    IoThreadTest() throws IOException {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.THREAD_DAEMON, true));
        xnio = worker.getIoThread();
        thread = new IoThread(xnio, () -> false);
    }

    @AfterEach
    void end() throws InterruptedException {
        worker.shutdownNow();
        assertThat(worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Tasks that follow each other would keep it from that for ever. */
    @Test
    void before_something_goes_on_later_the_thread_has_seen_to_its_sockets() throws Exception {
        ChannelPipe<StreamSourceChannel, StreamSinkChannel> socket = xnio.createHalfDuplexPipe();
        AtomicBoolean heard = new AtomicBoolean();
        socket.getLeftSide().getReadSetter().set(channel -> {
            heard.set(true);
            IoUtils.safeClose(socket.getLeftSide(), socket.getRightSide());
        });
        CompletableFuture<Integer> turns = new CompletableFuture<>();

        xnio.execute(() -> {
            comes(socket);
            goOn(1, heard, turns);
        });

        assertThat(turns.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isLessThan(MANY_TURNS);
    }

    private static void comes(ChannelPipe<StreamSourceChannel, StreamSinkChannel> socket) {
        try {
            socket.getRightSide().write(ByteBuffer.allocate(1));
            socket.getLeftSide().resumeReads();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void goOn(int turn, AtomicBoolean heard, CompletableFuture<Integer> turns) {
        if (heard.get() || turn == MANY_TURNS) {
            turns.complete(turn);
        } else {
            thread.goOnLater(() -> goOn(turn + 1, heard, turns));
        }
    }

    /** This thread has more to do meanwhile than that one. */
    @Test
    void when_nothing_goes_on_the_thread_waits() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        xnio.execute(() -> thread.goOnLater(() -> done.complete(true)));
        assertThat(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        long before = CPU.getThreadCpuTime(xnio.getId());
        long end = CPU.getCurrentThreadCpuTime() + BUSY_NANOS;
        while (CPU.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(CPU.getThreadCpuTime(xnio.getId()) - before).isLessThan(BUSY_NANOS / 2);
    }

    @Test
    void what_it_has_of_the_system_is_given_back() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Set<String> before = pipes();
        xnio.execute(() -> thread.goOnLater(() -> done.complete(true)));
        assertThat(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Set<String> made = pipes();
        made.removeAll(before);
        assertThat(made).isNotEmpty();

        thread.close();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        xnio.execute(() -> closed.complete(true));
        assertThat(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(pipes()).doesNotContainAnyElementsOf(made);
    }

    /** Those that this process has open. */
    private static Set<String> pipes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(IoThreadTest::target)
                    .filter(target -> target.startsWith("pipe:"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static String target(Path open) {
        try {
            return Files.readSymbolicLink(open).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Test
    void what_is_to_go_on_does_so_when_it_is_closed_and_afterwards() throws Exception {
        List<String> done = new ArrayList<>();
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        xnio.execute(() -> {
            thread.close();
            thread.goOnLater(() -> {
                done.add("before");
                thread.goOnLater(() -> {
                    done.add("behind");
                    all.complete(done);
                });
            });
        });

        assertThat(all.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly("before", "behind");
    }
}
