package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameViolationException;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much of what comes in may be passed on to the container: up to a frame that is refused, as far as it has not
 * begun in an earlier piece, and up to the message that is one too many of those that wait. For one thread at a time;
 * never blocks.
 */
public final class Inflow {

    /** Is told while bytes are looked at: it must not ask for more. */
    public interface Listener {

        /** Frames have begun, one or some. */
        void framesSeen();

        /**
         * A pong has come, whole (RFC 6455, section 5.5.3).
         *
         * @param payload in clear, of no use after the call
         */
        void pong(ByteBuffer payload);

        /**
         * A frame was refused. Once.
         *
         * @param refusal why
         */
        void refused(FrameViolationException refusal);
    }

    private static final ByteBuffer NO_PAYLOAD = ByteBuffer.allocate(0);

    /** What a frame takes in a container's queue beside its payload. */
    private static final int FRAME_COST_BYTES = 128;

    /** Never asked, and never added to. */
    private static final Waiting NOTHING = new Waiting();

    private final InspectedFrames frames;
    private final Waiting waiting;
    private final Listener listener;
    private ByteBuffer pong = NO_PAYLOAD;
    private long messageCost;
    private boolean refused;
    private boolean peerClosed;
    private boolean nothingWaits;
    private boolean held;

    /**
     * From the first byte behind the handshake.
     *
     * @param frames what comes in, {@link Direction#CLIENT_TO_SERVER}
     * @param waiting what the container has not worked off
     * @param listener is told
     */
    public Inflow(InspectedFrames frames, Waiting waiting, Listener listener) {
        this.frames = frames;
        this.waiting = waiting;
        this.listener = listener;
    }

    /**
     * From the first byte behind the handshake, to a container that works off each message before it reads on.
     *
     * @param frames what comes in, {@link Direction#CLIENT_TO_SERVER}
     * @param listener is told
     */
    public Inflow(InspectedFrames frames, Listener listener) {
        this(frames, NOTHING, listener);
        nothingWaits = true;
    }

    /**
     * Says that bytes have come, which are to be accepted next.
     *
     * @param bytes how many, at least 1
     */
    public void arrived(int bytes) {
        if (!refused) {
            frames.arrived(bytes);
            noticeRefusal();
        }
    }

    /**
     * Looks at bytes.
     *
     * @param bytes from its position to its limit, neither of which is changed in the end
     * @return where what may be passed on ends: at the limit, or before it if something was refused, or if too much
     *     waits, and then what is behind has to be shown again
     */
    public int accept(ByteBuffer bytes) {
        int start = bytes.position();
        int good = start;
        boolean seen = false;
        if (held && !isShut()) {
            held = false;
            frames.resumed();
            noticeRefusal();
        }
        while (!isShut() && !isOver(bytes) && !isCloseTooEarly(bytes)) {
            Step step = frames.next(bytes);
            noticeRefusal();
            if (step == Step.MORE) {
                good = refused ? good : bytes.position();
                break;
            }
            seen |= step == Step.HEADER;
            if (!refused) {
                good = step == Step.END ? bytes.position() : good;
                follow(step, frames.header());
            }
        }
        held |= isShut();
        if (refused) {
            lookForClose(bytes);
        }
        bytes.position(start);
        if (seen) {
            listener.framesSeen();
        }
        return good;
    }

    /**
     * Who was refused a frame closes in its turn (RFC 6455, section 7.1.2): all else that it sends is of no interest.
     */
    private void lookForClose(ByteBuffer bytes) {
        Step step = frames.skip(bytes);
        while (step != Step.MORE) {
            peerClosed |= step == Step.END && frames.header().opcode() == Opcode.CLOSE;
            step = frames.skip(bytes);
        }
    }

    private boolean isOver(ByteBuffer bytes) {
        return !bytes.hasRemaining() && frames.isBetweenFrames();
    }

    /**
     * A close frame is answered at once, though what came before may wait to be worked off, and answered: so it waits,
     * too.
     */
    private boolean isCloseTooEarly(ByteBuffer bytes) {
        return frames.isBetweenFrames()
                && Opcode.of(bytes.get(bytes.position())) == Opcode.CLOSE
                && !nothingWaits
                && waiting.drain();
    }

    private void noticeRefusal() {
        @Nullable FrameViolationException refusal = frames.refusal();
        if (refusal != null) {
            refused = true;
            listener.refused(refusal);
        }
    }

    /**
     * Only messages wait: containers answer a ping or a close frame at once, and who wants pongs is told of them here.
     */
    private void follow(Step step, FrameHeader header) {
        Opcode opcode = header.opcode();
        if (opcode == Opcode.PONG) {
            followPong(step, header);
        } else if (step == Step.END) {
            peerClosed |= opcode == Opcode.CLOSE;
            if (!opcode.isControl()) {
                endData(header);
            }
        }
    }

    /** It is short, and not kept for longer than it takes to come. */
    private void followPong(Step step, FrameHeader header) {
        if (step == Step.HEADER) {
            pong = ByteBuffer.allocate((int) header.payloadLength());
        } else if (step == Step.PAYLOAD) {
            frames.slice().copyTo(pong);
        } else if (step == Step.END) {
            listener.pong(pong.flip());
            pong = NO_PAYLOAD;
        }
    }

    private void endData(FrameHeader header) {
        messageCost += header.payloadLength() + FRAME_COST_BYTES;
        if (header.fin()) {
            if (!nothingWaits) {
                waiting.add(messageCost);
            }
            messageCost = 0;
        }
    }

    /** Nothing is passed on from now on, only looked at: so nothing has to wait, either. */
    public void discard() {
        nothingWaits = true;
    }

    /**
     * Whether nothing may be passed on, now or ever.
     *
     * @return true once a frame was refused, and while too much waits
     */
    public boolean isShut() {
        return refused || (waiting.isFull() && !nothingWaits);
    }

    /**
     * Whether a frame was refused.
     *
     * @return true for good
     */
    public boolean isRefused() {
        return refused;
    }

    /**
     * Whether the peer's close frame has come, also behind a frame that was refused.
     *
     * @return true for good
     */
    public boolean isPeerClosed() {
        return peerClosed;
    }
}
