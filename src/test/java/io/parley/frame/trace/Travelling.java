package io.parley.frame.trace;

import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.RawFrame;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.InspectedFrames;
import io.parley.frame.inspection.Routes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames that come and go on one connection. */
public final class Travelling {

    private final FrameInspection inspection =
            new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of());
    private final InspectedFrames in = inspection.inbound(0);
    private final InspectedFrames out = inspection.outbound();

    public FrameInspection inspection() {
        return inspection;
    }

    /** A frame comes, masked. */
    public void comes(int firstByte, String payload) {
        comes(RawFrame.of(firstByte, RawFrame.KEY, payload.getBytes(StandardCharsets.UTF_8))
                .bytes());
    }

    /** Bytes come. */
    void comes(byte... bytes) {
        travel(in, bytes);
    }

    /** A frame goes. */
    public void goes(Opcode opcode, String payload) {
        travel(out, FrameWriter.frame(opcode, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static void travel(InspectedFrames frames, byte... bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Step step = frames.next(buffer);
        while (step != Step.MORE && frames.refusal() == null) {
            step = frames.next(buffer);
        }
    }
}
