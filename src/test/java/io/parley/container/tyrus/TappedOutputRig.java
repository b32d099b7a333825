package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;

/** An output between a server and a Tyrus that a test has in its hands. */
abstract class TappedOutputRig {

    static final byte[] CLOSE = FrameWriter.close(1012, "bye");
    static final byte[] ANSWER = FrameWriter.close(1000, "");
    static final byte[] HELLO = FrameWriter.frame(Opcode.TEXT, new byte[] {'h', 'e', 'l', 'l', 'o'});
    static final byte[] WORLD = FrameWriter.frame(Opcode.TEXT, new byte[] {'w', 'o', 'r', 'l', 'd'});

    final List<String> told = new ArrayList<>();
    final ArrayDeque<Runnable> later = new ArrayDeque<>();
    final FakeOutput server = new FakeOutput();
    final TappedOutput output = output();

    final TappedOutput output(FrameInspector... inspectors) {
        return output(server, told, later::add, inspectors);
    }

    /** One that writes down what is told. */
    static TappedOutput output(FakeOutput server, List<String> told, Executor later, FrameInspector... inspectors) {
        return new TappedOutput(
                server,
                new Outflow(
                        new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of(inspectors))
                                .outbound(),
                        refusal -> told.add("refused")),
                new TappedOutput.Listener(
                        () -> told.add("writable"), () -> told.add("shut"), () -> told.add("broken"), later));
    }

    @BeforeEach
    void begin() {
        output.begin();
        assertThat(told).containsExactly("writable");
        told.clear();
    }

    /** Room again, and all that follows from it. */
    final void hasRoomAgain() throws IOException {
        server.hasRoomAgain();
        goesOn();
    }

    final void goesOn() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** Writes as Tyrus does: a whole frame as soon as the output is ready. */
    class Queue implements WriteListener {

        final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

        @Override
        public void onWritePossible() throws IOException {
            while (!waiting.isEmpty() && output.isReady()) {
                output.write(waiting.remove());
                output.flush();
            }
        }

        @Override
        public void onError(Throwable failure) {
            told.add("failed");
        }
    }
}
