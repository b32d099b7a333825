package io.parley.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One frame of a client's, as it comes from a socket: in a direct buffer, as servers read into. */
public enum Arrival {
    /** A few words. */
    TEXT_OF_30_BYTES(0x81, 30, 1),
    /** A long message. */
    TEXT_OF_1_KIB(0x81, 1024, 1),
    /** With the payload that keep-alive uses. */
    PING(0x89, 8, 1),
    /** A few words, cut within the payload. */
    TEXT_OF_30_BYTES_IN_TWO(0x81, 30, 2),
    /** A long message, cut within the payload. */
    TEXT_OF_1_KIB_IN_TWO(0x81, 1024, 2);

    private static final String WORDS = "See you at 5 in the old caf\u00e9. ";
    private static final byte[] KEY = {(byte) 0x81, 0x42, (byte) 0xC3, (byte) 0xF7};

    private final int firstByte;
    private final int payloadBytes;
    private final int pieces;

    Arrival(int firstByte, int payloadBytes, int pieces) {
        this.firstByte = firstByte;
        this.payloadBytes = payloadBytes;
        this.pieces = pieces;
    }

    /** What one read after the other brings. */
    List<ByteBuffer> pieces() {
        ByteBuffer frame = frame();
        int cut = frame.limit() / pieces;
        ByteBuffer first = frame.duplicate().limit(cut);
        return pieces == 1 ? List.of(frame) : List.of(first, frame.position(cut).slice());
    }

    private ByteBuffer frame() {
        ByteBuffer frame = ByteBuffer.allocateDirect(payloadBytes + 8).put((byte) firstByte);
        if (payloadBytes < 126) {
            frame.put((byte) (0x80 | payloadBytes));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payloadBytes);
        }
        byte[] text = text(payloadBytes);
        frame.put(KEY);
        for (int i = 0; i < text.length; i++) {
            frame.put((byte) (text[i] ^ KEY[i % KEY.length]));
        }
        return frame.flip();
    }

    /** Words in UTF-8, of exactly so many bytes. */
    static byte[] text(int bytes) {
        byte[] sentence = WORDS.getBytes(StandardCharsets.UTF_8);
        String text = WORDS.repeat(bytes / sentence.length) + "x".repeat(bytes % sentence.length);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
