package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the frames of one connection; made by {@link FrameStatistics}. Any thread may ask for the counts. */
public final class ConnectionFrames implements FrameInspector {

    private final Tally tally = new Tally();
    private final Message in = new Message();
    private final Message out = new Message();
    private final Consumer<ConnectionFrames> gone;
    private volatile @Nullable Rule broken;

    /** A message that is under way. */
    private static final class Message {
        private boolean begun;
        private long bytes;
    }

    ConnectionFrames(Consumer<ConnectionFrames> gone) {
        this.gone = gone;
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        tally.frame(way, header.opcode(), header.payloadLength());
        if (!header.opcode().isControl()) {
            data(way, way == Direction.CLIENT_TO_SERVER ? in : out, header);
        }
    }

    private void data(Direction way, Message message, FrameHeader header) {
        if (message.begun || !header.fin()) {
            tally.fragment(way);
        }
        message.bytes += header.payloadLength();
        message.begun = !header.fin();
        if (header.fin()) {
            tally.message(way, message.bytes);
            message.bytes = 0;
        }
    }

    @Override
    public void refused(Direction way, Rule rule) {
        broken = rule;
    }

    @Override
    public void gone() {
        gone.accept(this);
    }

    Tally tally() {
        return tally;
    }

    Optional<Rule> broken() {
        return Optional.ofNullable(broken);
    }

    FrameCounts counts() {
        return tally.counts(broken().map(rule -> Map.of(rule, 1L)).orElse(Map.of()));
    }
}
