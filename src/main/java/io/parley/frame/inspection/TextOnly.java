package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;

/** Refuses binary messages before any of their bytes is kept for anybody. May be used by any thread. */
public final class TextOnly implements FrameInspector, FrameInspector.Factory {

    /** For any number of connections. */
    public TextOnly() {}

    @Override
    public FrameInspector inspect(String address) {
        return this;
    }

    @Override
    public boolean looksAt(Direction way) {
        return way == Direction.CLIENT_TO_SERVER;
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        if (header.opcode() == Opcode.BINARY) {
            throw Rule.TEXT_ONLY.violation();
        }
    }
}
