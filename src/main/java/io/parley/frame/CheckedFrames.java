package io.parley.frame;

import io.parley.frame.FrameReader.Step;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that go one way on one connection, with every rule of RFC 6455 applied as early as it can be: at the
 * header, or at the first bad byte of a payload. Steps through them as a {@link FrameReader} does.
 *
 * <p>Who wants to refuse a frame for other reasons, its size for example, does so at {@code HEADER}; who wants to pause
 * stops at {@code END}. For one thread at a time; never blocks, and allocates nothing before the close frame.
 */
public final class CheckedFrames {

    private final FrameReader reader = new FrameReader();
    private final FrameRules rules;
    private final FrameSequence sequence = new FrameSequence();
    private final Utf8Check text = new Utf8Check();

    /** From the close frame on. */
    private @Nullable CloseCheck close;

    private Opcode message = Opcode.CONTINUATION;
    private boolean transformed;

    /**
     * Frames from the beginning of a stream: the first byte after the handshake.
     *
     * @param rules for the frames that go this way; may be shared
     */
    public CheckedFrames(FrameRules rules) {
        this.rules = rules;
    }

    /**
     * Reads on, up to the next thing worth telling, and applies the rules to it.
     *
     * @param in what has come from the peer, as for {@link FrameReader#next(ByteBuffer)}
     * @return what was found, and is in order
     * @throws FrameViolationException if a rule is broken; this may not be called any more then, while
     *     {@link #reader()} still shows the frame
     */
    public Step next(ByteBuffer in) {
        Step step = read(in);
        switch (step) {
            case HEADER -> acceptHeader();
            case PAYLOAD -> acceptPayload(in);
            case END -> acceptEnd();
            case MORE -> acceptBegunHeader();
        }
        return step;
    }

    /**
     * The reader underneath, for the header and the place of a payload. Only {@link #next} may move it, as long as no
     * rule is broken.
     *
     * @return always the same
     */
    public FrameReader reader() {
        return reader;
    }

    /**
     * What the frame's payload is part of.
     *
     * @return {@code TEXT} or {@code BINARY} for a continuation too, else the opcode itself; right from {@code HEADER}
     *     on
     */
    public Opcode message() {
        return message;
    }

    /**
     * The order of the frames so far.
     *
     * @return always the same; to be asked only
     */
    public FrameSequence sequence() {
        return sequence;
    }

    /**
     * The code of the close frame, once that is over.
     *
     * @return what it said, or 1005 if it said nothing, or has not come (RFC 6455, section 7.1.5)
     */
    public int closeCode() {
        return close == null ? CloseCodes.NONE : close.code();
    }

    /** What is wrong with the first two bytes counts before what is wrong with the length behind them. */
    private Step read(ByteBuffer in) {
        try {
            return reader.next(in);
        } catch (FrameViolationException e) {
            acceptBegunHeader();
            throw e;
        }
    }

    private void acceptHeader() {
        FrameHeader header = reader.header();
        rules.checkFirstByte(header);
        message = sequence.accept(header);
        rules.checkSecondByte(header);
        if (header.opcode().beginsMessage()) {
            // What an extension has transformed is not the text itself
            transformed = header.rsv() != 0;
        }
    }

    /**
     * A container judges what it gets byte by byte: so what is passed on to it has to be in order as far as it goes.
     */
    private void acceptBegunHeader() {
        if (reader.showsBegunHeader(rules.direction())) {
            rules.checkFirstByte(reader.header());
            sequence.require(reader.header());
            rules.checkSecondByte(reader.header());
        }
    }

    private void acceptPayload(ByteBuffer in) {
        int end = in.position();
        int start = end - reader.sliceBytes();
        int key = reader.header().maskKey();
        if (message == Opcode.CLOSE) {
            closeCheck().accept(in, start, end, key, reader.sliceOffset());
        } else if (isText() && text.accept(in, start, end, key, reader.sliceOffset()) < end) {
            throw Rule.TEXT_UTF8.violation();
        }
    }

    private void acceptEnd() {
        if (message == Opcode.CLOSE) {
            closeCheck().end();
        } else if (isText() && reader.header().fin() && !text.isBetweenCharacters()) {
            throw Rule.TEXT_UTF8.violation();
        }
    }

    private CloseCheck closeCheck() {
        CloseCheck begun = close == null ? new CloseCheck() : close;
        close = begun;
        return begun;
    }

    private boolean isText() {
        return message == Opcode.TEXT && !transformed;
    }
}
