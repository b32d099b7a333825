package io.parley.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection in full mode that may end at any moment: what comes in, its end too, comes in order. */
final class Call implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** What comes in. */
    sealed interface Item permits Event, Reminder, End {}

    /** From the server. */
    record Event(JsonObject json) implements Item {}

    /** A command that was to be sent again. */
    record Reminder(String ref) implements Item {}

    /** Nothing comes from the server any more. */
    record End(String how) implements Item {}

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    /** Connects, as somebody who was there before where there is a token. */
    Call(URI address, @Nullable String token) {
        String[] others = token == null ? new String[0] : new String[] {"parley.guest." + token};
        this.socket = Client.await(
                HTTP.newWebSocketBuilder().subprotocols(Server.FULL, others).buildAsync(address, new Receiver()));
    }

    /** Sends a command; that the connection has ended is heard of as {@link End}. */
    void says(String command) {
        CompletableFuture<WebSocket> sent = socket.sendText(command, true);
        try {
            sent.orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            items.add(new End(e.toString()));
        }
    }

    /** The next item, or nothing where none comes within a time. */
    @Nullable
    Item next(Duration within) throws InterruptedException {
        return items.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a reminder come in after a while. */
    void reminds(String ref, Duration later) {
        CompletableFuture.delayedExecutor(later.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> items.add(new Reminder(ref)));
    }

    /** Takes the connection away from the one who uses it, on any thread. */
    void cut() {
        socket.abort();
        items.add(new End("cut"));
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                try (JsonReader reader = READERS.createReader(new StringReader(parts.toString()))) {
                    items.add(new Event(reader.readObject()));
                }
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            items.add(new End(code + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            items.add(new End(error.toString()));
        }
    }
}
