package io.parley.it.doorman;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameViolationException;
import io.parley.frame.PayloadSlice;
import io.parley.frame.inspection.FrameInspector;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses long messages by a code of the application's choice, and fails over an exclamation mark. */
@ApplicationScoped
public class NoNovels implements FrameInspector.Factory {

    private static final int LONG_BYTES = 1000;

    /** Made by the container. */
    public NoNovels() {}

    @Override
    public FrameInspector inspect(String address) {
        return new Inspector(address);
    }

    private record Inspector(String address) implements FrameInspector {

        @Override
        public void header(Direction way, FrameHeader header) {
            if (way == Direction.CLIENT_TO_SERVER && header.payloadLength() > LONG_BYTES) {
                throw new FrameViolationException(4403, "no novels from " + address);
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
