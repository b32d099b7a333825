package io.parley.it;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's client, which sends long messages in fragments, and what it receives, whole. */
final class EchoClient implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    EchoClient(URI address) {
        this.socket = Client.await(HTTP.newWebSocketBuilder().buildAsync(address, new Receiver()));
    }

    EchoClient sendsText(String text) {
        Client.await(socket.sendText(text, true));
        return this;
    }

    EchoClient sendsBinary(byte[] bytes) {
        Client.await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
        return this;
    }

    /** The next message: a string, or an array of bytes. */
    Object receives() {
        try {
            @Nullable Object message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return message == null ? fail("nothing came") : message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                received.add(bytes.toByteArray());
                bytes.reset();
            }
            from.request(1);
            return null;
        }
    }
}
