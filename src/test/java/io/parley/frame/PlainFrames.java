package io.parley.frame;

import io.parley.frame.Reading.ReadFrame;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * RFC 6455 once more, as simply as it can be written: all bytes are there, everything is copied, and nothing is shared
 * with the code under test but the names of things. What that says is compared with this.
 */
final class PlainFrames {

    /**
     * What the bytes are.
     *
     * @param whole the frames that are over and in order
     * @param refusal what was wrong with the one after them, if anything
     */
    record Outcome(List<ReadFrame> whole, Optional<Rule> refusal) {}

    private static final List<Opcode> OPCODES = List.of(Opcode.values());
    private static final PlainUtf8 UTF8 = new PlainUtf8();

    private final boolean maskWanted;
    private final byte[] in;
    private int at;
    private final List<ReadFrame> whole = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int openMessage;
    private boolean closed;

    private PlainFrames(byte[] in, boolean maskWanted) {
        this.in = in;
        this.maskWanted = maskWanted;
    }

    static Outcome read(Direction direction, byte[] in) {
        PlainFrames frames = new PlainFrames(in, direction == Direction.CLIENT_TO_SERVER);
        Optional<Rule> refusal;
        int before;
        do {
            before = frames.whole.size();
            refusal = frames.readFrame();
        } while (frames.whole.size() > before);
        return new Outcome(frames.whole, refusal);
    }

    /** Adds a frame, or says what is wrong, or does neither: then it is not all there. */
    private Optional<Rule> readFrame() {
        byte[] rest = Arrays.copyOfRange(in, at, in.length);
        Optional<Rule> bad = rest.length < 1 ? Optional.empty() : firstByteFault(rest[0]);
        if (bad.isEmpty() && rest.length > 1) {
            bad = secondByteFault(rest);
        }
        if (bad.isPresent() || rest.length < 2) {
            return bad;
        }
        boolean masked = rest[1] < 0;
        int small = rest[1] & 127;
        int sizeBytes = small == 127 ? 8 : small == 126 ? 2 : 0;
        int headerBytes = 2 + sizeBytes + (masked ? 4 : 0);
        if (rest.length < 2 + sizeBytes) {
            return Optional.empty();
        }
        BigInteger size = sizeBytes == 0 ? BigInteger.valueOf(small) : new BigInteger(1, rest, 2, sizeBytes);
        bad = sizeFault(size, sizeBytes);
        if (bad.isPresent() || rest.length < headerBytes) {
            return bad;
        }
        OptionalInt key = OptionalInt.empty();
        byte[] payload = Arrays.copyOfRange(rest, headerBytes, rest.length);
        if (size.compareTo(BigInteger.valueOf(payload.length)) < 0) {
            payload = Arrays.copyOf(payload, size.intValueExact());
        }
        boolean all = size.equals(BigInteger.valueOf(payload.length));
        if (masked) {
            BigInteger number = new BigInteger(rest, headerBytes - 4, 4);
            key = OptionalInt.of(number.intValueExact());
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= rest[headerBytes - 4 + i % 4];
            }
        }
        bad = payloadFault(rest[0], payload, all);
        if (bad.isEmpty() && all) {
            int rsv = (rest[0] & 0b0111_0000) >> 4;
            HeaderSnapshot header =
                    new HeaderSnapshot(rest[0] < 0, rsv, OPCODES.get(rest[0] & 15), key, size.longValueExact());
            whole.add(new ReadFrame(header, HexFormat.of().formatHex(payload), true));
            at += headerBytes + payload.length;
            step(rest[0]);
        }
        return bad;
    }

    private static Optional<Rule> sizeFault(BigInteger size, int sizeBytes) {
        if (size.bitLength() > 63) {
            return Optional.of(Rule.LENGTH_TOP_BIT);
        }
        boolean twoWouldDo = sizeBytes == 8 && size.bitLength() <= 16;
        boolean noneWouldDo = sizeBytes > 0 && size.compareTo(BigInteger.valueOf(126)) < 0;
        return twoWouldDo || noneWouldDo ? Optional.of(Rule.SHORTEST_LENGTH) : Optional.empty();
    }

    private Optional<Rule> firstByteFault(byte first) {
        int opcode = first & 15;
        boolean[] broken = {
            (first & 0b0111_0000) != 0,
            (opcode > 2 && opcode < 8) || opcode > 10,
            opcode > 7 && first >= 0,
            closed,
            opcode == 0 && openMessage == 0,
            (opcode == 1 || opcode == 2) && openMessage != 0
        };
        return first(
                broken,
                Rule.RESERVED_BITS,
                Rule.RESERVED_OPCODE,
                Rule.CONTROL_WHOLE,
                Rule.CLOSE_IS_LAST,
                Rule.CONTINUES_MESSAGE,
                Rule.ONE_MESSAGE_AT_A_TIME);
    }

    private Optional<Rule> secondByteFault(byte... header) {
        int opcode = header[0] & 15;
        boolean masked = header[1] < 0;
        int size = header[1] & 127;
        boolean[] broken = {
            maskWanted && !masked, !maskWanted && masked, opcode > 7 && size > 125, opcode == 8 && size == 1
        };
        return first(broken, Rule.CLIENT_MASKS, Rule.SERVER_DOES_NOT_MASK, Rule.CONTROL_SHORT, Rule.CLOSE_CODE_WHOLE);
    }

    private static Optional<Rule> first(boolean[] broken, Rule... rules) {
        for (int i = 0; i < rules.length; i++) {
            if (broken[i]) {
                return Optional.of(rules[i]);
            }
        }
        return Optional.empty();
    }

    private Optional<Rule> payloadFault(byte first, byte[] payload, boolean all) {
        int opcode = first & 15;
        if (opcode == 8 && payload.length >= 2) {
            return closeFault(payload, all);
        }
        if (opcode == 1 || (opcode == 0 && openMessage == 1)) {
            byte[] soFar = Bytes.join(text.toByteArray(), payload);
            if (utf8Fault(soFar, all && first < 0)) {
                return Optional.of(Rule.TEXT_UTF8);
            }
            if (all) {
                text.writeBytes(payload);
            }
        }
        return Optional.empty();
    }

    private static Optional<Rule> closeFault(byte[] payload, boolean all) {
        int code = (payload[0] & 0xFF) * 256 + (payload[1] & 0xFF);
        if (List.of(1004, 1005, 1006, 1015).contains(code)) {
            return Optional.of(Rule.CLOSE_CODE_SENDABLE);
        }
        if (code < 1000 || (code > 1014 && code < 3000) || code >= 5000) {
            return Optional.of(Rule.CLOSE_CODE_IN_RANGE);
        }
        boolean bad = utf8Fault(Arrays.copyOfRange(payload, 2, payload.length), all);
        return bad ? Optional.of(Rule.CLOSE_REASON_UTF8) : Optional.empty();
    }

    private static boolean utf8Fault(byte[] bytes, boolean atEnd) {
        return UTF8.firstBad(bytes) < bytes.length || (atEnd && !UTF8.isWhole(bytes));
    }

    private void step(byte first) {
        int opcode = first & 15;
        closed |= opcode == 8;
        if (opcode < 8) {
            openMessage = first < 0 ? 0 : openMessage + opcode;
        }
        if (openMessage == 0) {
            text.reset();
        }
    }
}
