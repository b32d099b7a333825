package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import io.parley.session.FakeThread;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.parley.session.SenderContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Frames that go past Tyrus: the server keeps the first write that the peer does not take, and is not ready then. */
class OwnFramesContractTest extends SenderContract {

    @Override
    protected Peer peer() {
        return new StreamPeer(false);
    }

    static final class StreamPeer implements Peer {

        private final FakeOutput server = new FakeOutput();
        private final ExecutorService threads = Executors.newSingleThreadExecutor();
        private final Outlet outlet;
        private final TappedOutput output = new TappedOutput(
                server,
                new Outflow(
                        new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).outbound(),
                        refusal -> {}),
                new TappedOutput.Listener(this::ready, () -> {}, this::failed, threads));
        private final OwnFrames frames;
        private volatile int taken = Integer.MAX_VALUE;

        /** Whose outlet may be worked at by whoever says something, too. */
        StreamPeer(boolean lends) {
            outlet = new Outlet(new FakeThread(threads, () -> lends));
            frames = new OwnFrames(outlet, output, () -> {});
            output.begin();
        }

        private void ready() {
            frames.ready();
        }

        private void failed() {
            outlet.ready(frames::failed);
        }

        @Override
        public Sender sender() {
            return frames;
        }

        @Override
        public void stopsReading() {
            atRest(() -> {
                taken = server.written().length;
                server.hasRoomForOne();
            });
        }

        @Override
        public void readsOn() {
            atRest(() -> {
                taken = Integer.MAX_VALUE;
                server.hasRoomAgain();
            });
        }

        @Override
        public void breaks() {
            atRest(server::breaks);
        }

        @Override
        public List<String> heard() {
            List<String> texts = new ArrayList<>();
            atRest(() -> {
                byte[] written = server.written();
                texts.addAll(texts(ByteBuffer.wrap(written, 0, Math.min(taken, written.length))));
            });
            return texts;
        }

        private static List<String> texts(ByteBuffer frames) {
            List<String> texts = new ArrayList<>();
            while (frames.hasRemaining()) {
                assertThat(frames.get()).as("a whole text").isEqualTo((byte) 0x81);
                byte[] payload = new byte[frames.get()];
                frames.get(payload);
                texts.add(new String(payload, StandardCharsets.UTF_8));
            }
            return texts;
        }

        /** What the server does. */
        private interface Event {
            void happens() throws IOException;
        }

        /** Behind the turn that is under way, and those that it may ask for. */
        private void atRest(Event event) {
            for (int turns = 0; turns < 3; turns++) {
                CompletableFuture.runAsync(() -> {}, threads).join();
            }
            CompletableFuture.runAsync(() -> happens(event), threads).join();
        }

        private static void happens(Event event) {
            try {
                event.happens();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            threads.shutdown();
        }
    }
}
