package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameReader.Step;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was read from a stream, in clear, up to its end or to the first refusal. */
final class Reading {

    /**
     * A frame, as far as it was read.
     *
     * @param header what it began with
     * @param payload in clear, in hexadecimal digits
     * @param over whether its end was told
     */
    record ReadFrame(HeaderSnapshot header, String payload, boolean over) {}

    private final List<ReadFrame> frames = new ArrayList<>();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private final FrameReader reader;
    private final Function<ByteBuffer, Step> next;
    private Optional<Rule> refusal = Optional.empty();
    private long consumed;

    private Reading(FrameReader reader, Function<ByteBuffer, Step> next) {
        this.reader = reader;
        this.next = next;
    }

    /** Reads with the syntax alone. */
    static Reading of(List<ByteBuffer> pieces) {
        FrameReader reader = new FrameReader();
        return new Reading(reader, reader::next).read(pieces);
    }

    /** Reads with every rule. */
    static Reading checked(Direction direction, List<ByteBuffer> pieces) {
        CheckedFrames frames = new CheckedFrames(new FrameRules(direction));
        return new Reading(frames.reader(), frames::next).read(pieces);
    }

    List<ReadFrame> frames() {
        return frames;
    }

    /** The frames that came to their end. */
    List<ReadFrame> whole() {
        return frames.stream().filter(ReadFrame::over).toList();
    }

    Optional<Rule> refusal() {
        return refusal;
    }

    /** How many bytes were taken from the pieces. */
    long consumed() {
        return consumed;
    }

    private Reading read(List<ByteBuffer> pieces) {
        try {
            pieces.forEach(this::read);
        } catch (FrameViolationException e) {
            refusal = Optional.of(e.rule());
        }
        if (!frames.isEmpty() && !frames.get(frames.size() - 1).over()) {
            replaceLast(false);
        }
        return this;
    }

    private void read(ByteBuffer piece) {
        Step step;
        do {
            int before = piece.position();
            try {
                step = next.apply(piece);
            } finally {
                consumed += piece.position() - before;
            }
            take(step, piece, before);
        } while (step != Step.MORE);
        assertThat(piece.hasRemaining()).isFalse();
    }

    private void take(Step step, ByteBuffer piece, int before) {
        switch (step) {
            case HEADER -> {
                payload.reset();
                frames.add(new ReadFrame(reader.header().snapshot(), "", false));
            }
            case PAYLOAD -> {
                assertThat(reader.sliceOffset()).isEqualTo(payload.size());
                assertThat(reader.sliceBytes()).isPositive().isEqualTo(piece.position() - before);
                byte[] slice = new byte[reader.sliceBytes()];
                piece.get(before, slice);
                payload.writeBytes(RawFrame.masked(slice, reader.header().maskKey(), reader.sliceOffset()));
            }
            case END -> {
                assertThat(piece.position()).isEqualTo(before);
                assertThat(reader.isBetweenFrames()).isTrue();
                replaceLast(true);
            }
            case MORE -> {}
        }
    }

    private void replaceLast(boolean over) {
        int last = frames.size() - 1;
        String clear = HexFormat.of().formatHex(payload.toByteArray());
        frames.set(last, new ReadFrame(frames.get(last).header(), clear, over));
    }
}
