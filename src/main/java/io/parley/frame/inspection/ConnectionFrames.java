package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.PayloadSlice;
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

    /** A frame that is under way, and the message that it belongs to. */
    private static final class Message {
        private int place;
        private boolean control;
        private boolean fin;
        private boolean begun;
        private long bytes;
    }

    ConnectionFrames(Consumer<ConnectionFrames> gone) {
        this.gone = gone;
    }

    private Message message(Direction way) {
        return way == Direction.CLIENT_TO_SERVER ? in : out;
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        Message message = message(way);
        message.place = Tally.place(way, header.opcode());
        message.control = header.opcode().isControl();
        message.fin = header.fin();
    }

    /** What has come, and not what a header announces. */
    @Override
    public void payload(Direction way, PayloadSlice slice) {
        Message message = message(way);
        tally.bytes(message.place, slice.length());
        if (!message.control) {
            message.bytes += slice.length();
        }
    }

    @Override
    public void end(Direction way) {
        Message message = message(way);
        tally.frame(message.place);
        if (!message.control) {
            endData(way, message);
        }
    }

    private void endData(Direction way, Message message) {
        if (message.begun || !message.fin) {
            tally.fragment(way);
        }
        message.begun = !message.fin;
        if (message.fin) {
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

    /** A pong is counted when it is written, and its ping long before. */
    long unansweredPings() {
        long answers = tally.frames(Tally.place(Direction.SERVER_TO_CLIENT, Opcode.PONG));
        return tally.frames(Tally.place(Direction.CLIENT_TO_SERVER, Opcode.PING)) - answers;
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
