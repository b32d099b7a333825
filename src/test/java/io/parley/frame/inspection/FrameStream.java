package io.parley.frame.inspection;

import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameViolationException;
import io.parley.frame.RawFrame;
import io.parley.frame.Rule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one client sends, shown to inspectors as it comes. */
final class FrameStream {

    private final FrameStatistics statistics = new FrameStatistics();
    private final FrameInspection inspection;
    private final InspectedFrames in;
    private final InspectedFrames out;

    FrameStream(FrameInspector... inspectors) {
        inspection = new FrameInspection(Routes.ANY, statistics.connection(), List.of(inspectors));
        in = inspection.inbound(0);
        out = inspection.outbound();
    }

    FrameStatistics statistics() {
        return statistics;
    }

    FrameInspection inspection() {
        return inspection;
    }

    /** A frame comes as it should; the rule that it broke. */
    Optional<Rule> receives(int firstByte, int bytes) {
        return receives(RawFrame.of(firstByte, RawFrame.KEY, new byte[bytes]).bytes());
    }

    /** A header comes that says so much; the rule that it broke. */
    Optional<Rule> receivesHeader(int firstByte, long bytes) {
        return receives(RawFrame.header(firstByte, RawFrame.KEY, bytes).bytes());
    }

    Optional<Rule> receives(byte... bytes) {
        in.arrived(bytes.length);
        return readOn(in, bytes);
    }

    Optional<Rule> sends(byte... bytes) {
        return readOn(out, bytes);
    }

    private static Optional<Rule> readOn(InspectedFrames frames, byte... bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Step step;
        do {
            step = frames.next(buffer);
        } while (step != Step.MORE && frames.refusal() == null);
        return rule(frames.refusal());
    }

    private static Optional<Rule> rule(@Nullable FrameViolationException refusal) {
        return Optional.ofNullable(refusal).map(FrameViolationException::rule);
    }
}
