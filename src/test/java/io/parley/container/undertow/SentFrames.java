package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameCounts;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads what a server has written. */
final class SentFrames {

    private SentFrames() {}

    /** All frames of one kind; that every frame is whole is seen on the way. */
    static byte[] of(Opcode opcode, byte[] bytes) {
        CheckedFrames frames = new CheckedFrames(new FrameRules(Direction.SERVER_TO_CLIENT));
        ByteBuffer written = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        int start = 0;
        FrameReader.Step step = frames.next(written);
        while (step != FrameReader.Step.MORE) {
            if (step == FrameReader.Step.END) {
                if (frames.reader().header().opcode() == opcode) {
                    found.write(bytes, start, written.position() - start);
                }
                start = written.position();
            }
            step = frames.next(written);
        }
        assertThat(frames.reader().isBetweenFrames()).isTrue();
        return found.toByteArray();
    }

    /** What somebody counts who reads all of it. */
    static FrameCounts.Way counted(byte[] bytes) {
        FrameInspection reader = new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of());
        new Outflow(reader.outbound(), refusal -> {}).follow(ByteBuffer.wrap(bytes));
        return reader.counts().out();
    }
}
