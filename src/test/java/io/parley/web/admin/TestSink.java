package io.parley.web.admin;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Somebody who takes events at once, or only when a test says so. */
final class TestSink implements SseEventSink {

    private final List<String> names = new ArrayList<>();
    private CompletableFuture<?> open = CompletableFuture.completedFuture(null);
    private boolean closed;
    private boolean broken;
    private Runnable whileSending = () -> {};

    /** An event as it is built. */
    private static final class Building implements OutboundSseEvent.Builder {

        private String text = "";
        private String id = "";

        @Override
        public OutboundSseEvent.Builder id(String given) {
            id = given;
            return this;
        }

        @Override
        public OutboundSseEvent.Builder name(String given) {
            text = given;
            return this;
        }

        @Override
        public OutboundSseEvent.Builder reconnectDelay(long milliseconds) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder mediaType(MediaType mediaType) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder comment(String comment) {
            return this;
        }

        @Override
        @SuppressWarnings("rawtypes") // The interface's own
        public OutboundSseEvent.Builder data(Class type, Object data) {
            return this;
        }

        @Override
        @SuppressWarnings("rawtypes") // The interface's own
        public OutboundSseEvent.Builder data(GenericType type, Object data) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder data(Object data) {
            return this;
        }

        @Override
        public OutboundSseEvent build() {
            return new Built((text + " " + id).strip());
        }
    }

    /** An event: its name, and its id. */
    private record Built(String line) implements OutboundSseEvent {

        @Override
        public Class<?> getType() {
            return String.class;
        }

        @Override
        public Type getGenericType() {
            return String.class;
        }

        @Override
        public MediaType getMediaType() {
            return MediaType.TEXT_PLAIN_TYPE;
        }

        @Override
        public Object getData() {
            return "";
        }

        @Override
        public @Nullable String getId() {
            return null;
        }

        @Override
        public String getName() {
            return line;
        }

        @Override
        public @Nullable String getComment() {
            return null;
        }

        @Override
        public long getReconnectDelay() {
            return 0;
        }

        @Override
        public boolean isReconnectDelaySet() {
            return false;
        }
    }

    Sse sse() {
        return new Sse() {
            @Override
            public OutboundSseEvent.Builder newEventBuilder() {
                return new Building();
            }

            @Override
            public SseBroadcaster newBroadcaster() {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Takes an event and no more. */
    TestSink stops() {
        open = new CompletableFuture<>();
        return this;
    }

    void goesOn() {
        open.complete(null);
    }

    /** Something happens before it has taken the next event. */
    TestSink blocksWhile(Runnable happens) {
        whileSending = happens;
        return this;
    }

    void breaks() {
        broken = true;
    }

    /** What was sent: names of events, with their ids. */
    List<String> names() {
        return names;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("gone"));
        }
        names.add(event.getName());
        whileSending.run();
        return open;
    }

    @Override
    public void close() {
        closed = true;
    }
}
