package io.parley.it.doorman;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameViolationException;
import io.parley.frame.Opcode;
import io.parley.frame.PayloadSlice;
import io.parley.frame.inspection.FrameInspector;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses bytes that are not text by a code of the application's choice, and fails over an exclamation mark. */
@ApplicationScoped
public class NoPictures implements FrameInspector.Factory {

    /** Made by the container. */
    public NoPictures() {}

    @Override
    public FrameInspector inspect(String address) {
        return new Inspector(address);
    }

    private record Inspector(String address) implements FrameInspector {

        @Override
        public void header(Direction way, FrameHeader header) {
            if (way == Direction.CLIENT_TO_SERVER && header.opcode() == Opcode.BINARY) {
                throw new FrameViolationException(4403, "no pictures from " + address);
            }
        }

        @Override
        public void payload(Direction way, PayloadSlice slice) {
            if (way == Direction.CLIENT_TO_SERVER && slice.get(slice.length() - 1) == '!') {
                throw new IllegalStateException("thrown by the test");
            }
        }
    }
}
