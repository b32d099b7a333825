package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.parley.session.SenderContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xnio.conduits.WriteReadyHandler;

/** Frames that go past Undertow's WebSocket layer, on an I/O thread of their own. */
class OwnFramesContractTest extends SenderContract {

    @Override
    protected Peer peer() {
        return new SocketPeer();
    }

    private static final class SocketPeer implements Peer {

        private final FakeSocket socket = new FakeSocket();
        private final ExecutorService ioThread = Executors.newSingleThreadExecutor();
        private final TappedSink sink = new TappedSink(
                socket,
                Nothing.as(WriteReadyHandler.class),
                new Outflow(
                        new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).outbound(),
                        refusal -> {}),
                new Outlet(ioThread::execute),
                new OpenConnection());

        @Override
        public Sender sender() {
            return sink;
        }

        @Override
        public void stopsReading() {
            onIoThread(() -> socket.hasRoomFor(1));
        }

        @Override
        public void readsOn() {
            onIoThread(() -> socket.hasRoomFor(Integer.MAX_VALUE));
        }

        @Override
        public void breaks() {
            onIoThread(() -> {
                socket.breaks();
                socket.hasRoomFor(1);
            });
        }

        @Override
        public List<String> heard() {
            List<String> texts = new ArrayList<>();
            onIoThread(() -> texts.addAll(texts(ByteBuffer.wrap(socket.written()))));
            return texts;
        }

        /** Leaves out the last one where it is not whole. */
        private static List<String> texts(ByteBuffer frames) {
            List<String> texts = new ArrayList<>();
            while (frames.remaining() > 1 && frames.get(frames.position() + 1) <= frames.remaining() - 2) {
                assertThat(frames.get()).as("a whole text").isEqualTo((byte) 0x81);
                byte[] payload = new byte[frames.get()];
                frames.get(payload);
                texts.add(new String(payload, StandardCharsets.UTF_8));
            }
            return texts;
        }

        /** Behind the turn that is under way there, and the one that it may ask for. */
        private void onIoThread(Runnable task) {
            CompletableFuture.runAsync(() -> {}, ioThread).join();
            CompletableFuture.runAsync(task, ioThread).join();
        }

        @Override
        public void close() {
            ioThread.shutdown();
        }
    }
}
