package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scripted client: what it sends and what it expects to receive, in order. JSON is written with single quotes.
 * Expected objects name the members that matter; presence and typing are passed over unless they are expected.
 */
final class Client implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** To look for the library anew takes longer than all the rest: a crowd would not answer pings in time. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** How the server closed. */
    record Close(int code, String reason) {}

    private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Close> close = new CompletableFuture<>();
    private final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Client(URI address, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        this.socket = await(builder.buildAsync(address, new Receiver()));
    }

    static Client connect(URI address, String... protocols) {
        return new Client(address, protocols);
    }

    static JsonObject json(String singleQuoted) {
        return read(singleQuoted.replace('\'', '"'));
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    WebSocket socket() {
        return socket;
    }

    /** Sends a command. */
    Client sends(String singleQuoted) {
        return sendsText(singleQuoted.replace('\'', '"'));
    }

    /** Sends a text message as it is. */
    Client sendsText(String text) {
        await(socket.sendText(text, true));
        return this;
    }

    /** The next event, which has at least these members. */
    JsonObject receives(String singleQuoted) {
        JsonObject expected = json(singleQuoted);
        String type = expected.getString("type");
        JsonObject event = next();
        while (isPassedOver(event) && !event.getString("type").equals(type)) {
            event = next();
        }
        JsonObject received = event;
        assertThat(expected)
                .as("received %s", received)
                .allSatisfy(
                        (name, value) -> assertThat(received.get(name)).as(name).isEqualTo(value));
        return received;
    }

    /** The next event that has these members; whatever comes before is passed over. */
    JsonObject waitsFor(String singleQuoted) {
        JsonObject expected = json(singleQuoted);
        JsonObject event = next();
        while (!event.entrySet().containsAll(expected.entrySet())) {
            event = next();
        }
        return event;
    }

    /** The greeting, which is the first event. */
    JsonObject receivesConnected() {
        return receives("{'type':'connected'}");
    }

    /** An error with this code, whose message names all of this. */
    JsonObject receivesError(String code, String... named) {
        JsonObject error = receives("{'type':'error','code':'" + code + "'}");
        assertThat(named)
                .allSatisfy(word -> assertThat(error.getString("message")).contains(word));
        return error;
    }

    /** Hears what is said until somebody says this. */
    void hearsUntil(String text) {
        JsonObject event = next();
        while (!event.getString("type").equals("message")
                || !event.getString("text").equals(text)) {
            event = next();
        }
    }

    /** Says something in a room, and has its own copy and the answer. */
    JsonObject says(String room, String text) {
        sends("{'type':'message','room':'" + room + "','text':'" + text + "','ref':'said'}");
        JsonObject own = receives("{'type':'message','room':'" + room + "','text':'" + text + "'}");
        JsonObject ack = next();
        assertThat(ack.getString("type"))
                .as("directly follows the own copy: %s", ack)
                .isEqualTo("ack");
        assertThat(ack).containsEntry("ref", Json.createValue("said")).containsEntry("seq", own.get("seq"));
        return own;
    }

    /** Joins a room and is told so. */
    JsonObject joins(String room) {
        sends("{'type':'join','room':'" + room + "'}");
        return receives("{'type':'joined','room':'" + room + "'}");
    }

    /** The next event of any kind, or a failure. */
    JsonObject next() {
        try {
            @Nullable JsonObject event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return event == null ? fail("nothing came; the connection: " + close) : event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events that have come, in order: those before the answer to a question asked now. */
    List<JsonObject> heard() {
        sends("{'type':'ping','ref':'heard all'}");
        List<JsonObject> heard = new ArrayList<>();
        JsonObject event = next();
        while (!text(event, "ref").equals("\"heard all\"")) {
            heard.add(event);
            event = next();
        }
        return heard;
    }

    /** All events that have come, without asking. */
    List<JsonObject> heardSoFar() {
        List<JsonObject> heard = new ArrayList<>();
        events.drainTo(heard);
        return heard;
    }

    /** The types of all events that have come, in order. */
    List<String> heardTypes() {
        return heard().stream().map(event -> event.getString("type")).toList();
    }

    /** Asks, and sees that the answer is the next event: nothing else has come before. */
    void hasNothingMore() {
        sends("{'type':'ping','ref':'nothing more'}");
        receives("{'type':'pong','ref':'nothing more'}");
    }

    Client pings(String payload) {
        await(socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    String receivesPong() {
        try {
            @Nullable ByteBuffer pong = pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return pong == null
                    ? fail("no pong came")
                    : StandardCharsets.UTF_8.decode(pong).toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the server closes, or answers our close. */
    Close receivesClose() {
        return await(close);
    }

    /** Closes, and waits for the answer. */
    Close closes(int code) {
        await(socket.sendClose(code, ""));
        return receivesClose();
    }

    /** Drops the connection without a word. */
    void drops() {
        socket.abort();
    }

    /** Leaves for good, if the connection is still there: name and presence are free at once. */
    @Override
    public void close() {
        if (!socket.isOutputClosed() && !close.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .thenCompose(sent -> close)
                    .exceptionally(gone -> new Close(0, String.valueOf(gone)))
                    .completeOnTimeout(new Close(0, "no answer"), PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        socket.abort();
    }

    private static boolean isPassedOver(JsonObject event) {
        String type = event.getString("type");
        return type.equals("presence") || type.equals("typing");
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** A member of an event as text, whatever its type. */
    static String text(JsonObject event, String member) {
        JsonValue value = event.get(member);
        return value == null ? "" : value.toString();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                events.add(read(parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.add(ByteBuffer.allocate(message.remaining()).put(message).flip());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            close.complete(new Close(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            close.completeExceptionally(error);
        }
    }
}
