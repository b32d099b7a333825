package io.parley.frame;

import io.parley.frame.Reading.ReadFrame;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A frame as bytes, right or wrong: each field is written as told (RFC 6455, section 5.2). */
public final class RawFrame {

    /** What RFC 6455 itself says of frames; the other rules are our own limits. */
    static final Set<Rule> RULES = EnumSet.range(Rule.SHORTEST_LENGTH, Rule.TEXT_UTF8);

    public static final OptionalInt UNMASKED = OptionalInt.empty();
    public static final OptionalInt KEY = OptionalInt.of(0x8142C3F7);

    private static final List<Opcode> OPCODES = List.of(Opcode.values());

    private final int firstByte;
    private final OptionalInt key;
    private final int lengthBytes;
    private final long length;
    private final byte[] payload;

    /**
     * A frame.
     *
     * @param firstByte fin, reserved bits and opcode
     * @param key the mask's key, if the frame is masked
     * @param lengthBytes 0, 2 or 8: how the length is written
     * @param length what the header says
     * @param payload what follows, in clear
     */
    public RawFrame(int firstByte, OptionalInt key, int lengthBytes, long length, byte... payload) {
        this.firstByte = firstByte;
        this.key = key;
        this.lengthBytes = lengthBytes;
        this.length = length;
        this.payload = payload;
    }

    /** A frame whose length is right and in its shortest form. */
    public static RawFrame of(int firstByte, OptionalInt key, byte... payload) {
        return header(firstByte, key, payload.length, payload);
    }

    /** A header whose payload may be another one than it says. */
    public static RawFrame header(int firstByte, OptionalInt key, long length, byte... payload) {
        return new RawFrame(firstByte, key, shortestForm(length), length, payload);
    }

    static int shortestForm(long length) {
        if (length > 65535) {
            return 8;
        }
        return length > 125 ? 2 : 0;
    }

    /** What a reader is to find: the frame as it is. */
    ReadFrame asRead(boolean over) {
        boolean fin = firstByte > 127;
        Opcode opcode = OPCODES.get(firstByte % 16);
        HeaderSnapshot header = new HeaderSnapshot(fin, firstByte / 16 % 8, opcode, key, length);
        return new ReadFrame(header, HexFormat.of().formatHex(payload), over);
    }

    OptionalInt key() {
        return key;
    }

    byte[] headerBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        int maskBit = key.isPresent() ? 0b1000_0000 : 0;
        out.write(maskBit | shortLength());
        for (int i = lengthBytes - 1; i >= 0; i--) {
            out.write((int) (length >>> (8 * i)));
        }
        key.ifPresent(k -> out.writeBytes(keyBytes(k)));
        return out.toByteArray();
    }

    private int shortLength() {
        return switch (lengthBytes) {
            case 0 -> (int) length;
            case 2 -> 126;
            default -> 127;
        };
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(headerBytes());
        out.writeBytes(key.isPresent() ? masked(payload, key.getAsInt(), 0) : payload);
        return out.toByteArray();
    }

    /** Masks, or unmasks, what begins at a place of the payload (RFC 6455, section 5.3). */
    static byte[] masked(byte[] clear, int key, long offset) {
        byte[] keyBytes = keyBytes(key);
        byte[] masked = clear.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= keyBytes[(int) ((offset + i) % 4)];
        }
        return masked;
    }

    private static byte[] keyBytes(int key) {
        return new byte[] {(byte) (key >> 24), (byte) (key >> 16), (byte) (key >> 8), (byte) key};
    }

    @Override
    public String toString() {
        return "first byte %02x, key %s, length %d in %d more bytes, payload of %d bytes"
                .formatted(firstByte, key, length, lengthBytes, payload.length);
    }
}
