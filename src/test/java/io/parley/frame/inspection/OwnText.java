package io.parley.frame.inspection;

import io.parley.frame.EncodedText;
import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;

/** A message of our own that says nothing at length. */
record OwnText(int payloadBytes) implements EncodedText {

    @Override
    public int sizeBytes() {
        return frame().remaining();
    }

    @Override
    public ByteBuffer frame() {
        return ByteBuffer.wrap(FrameWriter.frame(Opcode.TEXT, new byte[payloadBytes]));
    }
}
