package io.parley.container.tyrus;

import io.parley.frame.EncodedText;
import io.parley.protocol.EncodedEvent;
import io.parley.session.Outgoing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events that wait, without a bound. */
final class TestEvents implements Outgoing {

    private final ArrayDeque<EncodedEvent> events = new ArrayDeque<>();
    private @Nullable EncodedEvent begun;
    private boolean stuck;
    private boolean failed;

    EncodedEvent add(String text) {
        EncodedEvent event = new EncodedEvent(text, false);
        events.add(event);
        return event;
    }

    boolean isStuck() {
        return stuck;
    }

    boolean isFailed() {
        return failed;
    }

    @Override
    public @Nullable EncodedEvent next() {
        if (begun == null) {
            begun = events.poll();
        }
        return begun;
    }

    @Override
    public void left() {
        begun = null;
    }

    @Override
    public void fill(ByteBuffer into) {
        throw new UnsupportedOperationException("taken as whole frames");
    }

    @Override
    public void fillWhole(ByteBuffer into) {
        for (EncodedEvent event : events) {
            if (begun != null || event.sizeBytes() > into.remaining()) {
                return;
            }
            event.copy(0, into);
        }
    }

    @Override
    public void fillBegun(ByteBuffer into) {
        throw new UnsupportedOperationException("taken as whole frames");
    }

    @Override
    public void written(int bytes, Consumer<? super EncodedText> left) {
        int gone = 0;
        while (gone < bytes) {
            gone += events.remove().sizeBytes();
        }
    }

    @Override
    public boolean isBegun() {
        return begun != null;
    }

    @Override
    public boolean isWaiting() {
        return !events.isEmpty();
    }

    @Override
    public void stuck() {
        stuck = true;
    }

    @Override
    public void failed() {
        failed = true;
        events.clear();
        begun = null;
    }
}
