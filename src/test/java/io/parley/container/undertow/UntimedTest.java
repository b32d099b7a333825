package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import io.parley.session.Batches;
import io.parley.session.Outlet;
import io.undertow.UndertowOptions;
import io.undertow.conduits.WriteTimeoutStreamSinkConduit;
import io.undertow.server.OpenListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.conduits.WriteReadyHandler;

/** Undertow gives each write a time, within which the next one has to come, unless writes are suspended meanwhile. */
class UntimedTest {

    private static final int TIME_MILLIS = 1;
    private static final byte[] PING = FrameWriter.frame(Opcode.PING, new byte[] {1, 2});

    private final FakeSocket socket = new FakeSocket();
    private final XnioWorker worker;
    private final ChannelPipe<StreamConnection, StreamConnection> pipe;
    private final WriteTimeoutStreamSinkConduit timed;

    UntimedTest() throws IOException {
        worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
        pipe = worker.createFullDuplexPipeConnection();
        OptionMap options = OptionMap.create(UndertowOptions.IDLE_TIMEOUT, TIME_MILLIS);
        OpenListener listener = (OpenListener) Proxy.newProxyInstance(
                OpenListener.class.getClassLoader(),
                new Class<?>[] {OpenListener.class},
                (proxy, method, arguments) -> options);
        timed = new WriteTimeoutStreamSinkConduit(socket, pipe.getLeftSide(), listener);
    }

    @BeforeEach
    void answerTheHandshake() throws IOException {
        timed.write(ByteBuffer.wrap(new byte[1]));
    }

    @AfterEach
    void end() {
        IoUtils.safeClose(pipe.getLeftSide(), pipe.getRightSide());
        worker.shutdownNow();
    }

    private TappedSink tapped() {
        return new TappedSink(
                timed,
                Nothing.as(WriteReadyHandler.class),
                new Outflow(
                        new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).outbound(),
                        refusal -> {}),
                new Outlet(task -> {}),
                new OpenConnection());
    }

    /** The time is over. */
    private static void waitFor() {
        long end = System.currentTimeMillis() + 2 * TIME_MILLIS;
        while (System.currentTimeMillis() <= end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void what_stands_beneath_is_found() {
        assertThat(Untimed.beneath(timed)).isSameAs(socket);
        assertThat(Untimed.beneath(socket)).isSameAs(socket);
    }

    @Test
    void a_quiet_connection_may_be_written_to_by_either_side() throws IOException {
        TappedSink sink = tapped();
        waitFor();

        assertThat(sink.write(Batches.of("one"))).isPositive();
        waitFor();
        assertThat(sink.write(ByteBuffer.wrap(PING))).isEqualTo(PING.length);

        assertThat(socket.written()).endsWith(PING);
    }
}
