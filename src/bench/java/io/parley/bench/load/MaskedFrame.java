package io.parley.bench.load;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** A client's frame: a server's, with a mask (RFC 6455, section 5.3). */
final class MaskedFrame {

    private static final int MASKED = 0x80;

    private MaskedFrame() {}

    /** A whole message, or a control frame. */
    static ByteBuffer of(Opcode opcode, byte[] payload) {
        int header = FrameWriter.headerBytes(payload.length);
        ByteBuffer frame = ByteBuffer.allocate(header + Integer.BYTES + payload.length);
        FrameWriter.putHeader(frame, true, opcode, payload.length);
        frame.put(1, (byte) (frame.get(1) | MASKED));
        int key = ThreadLocalRandom.current().nextInt();
        frame.putInt(key);
        for (int i = 0; i < payload.length; i++) {
            key = Integer.rotateLeft(key, Byte.SIZE);
            frame.put((byte) (payload[i] ^ key));
        }
        return frame.flip();
    }
}
