package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A client that reads only when it is told to, with a receive buffer as small as can be (RFC 6455, section 5.2, for the
 * frames that it reads).
 */
final class StalledReader implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 4096;
    private static final int PATIENCE_MS = 30_000;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    /**
     * What there was to read up to the end.
     *
     * @param events in order
     * @param closeCode of the close frame; empty where the connection just ended
     */
    record Rest(List<JsonObject> events, OptionalInt closeCode) {}

    private record Frame(int opcode, ByteBuffer payload) {}

    private final Socket socket = new Socket();
    private final DataInputStream in;

    StalledReader(URI address) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        String request = """
                GET %s?%s HTTP/1.1
                Host: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: parley.v1

                """.formatted(address.getRawPath(), address.getRawQuery(), address.getAuthority())
                .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        in = new DataInputStream(socket.getInputStream());
        StringBuilder response = new StringBuilder();
        while (!response.toString().endsWith("\r\n\r\n")) {
            response.append((char) in.readUnsignedByte());
        }
        assertThat(response.toString()).startsWith("HTTP/1.1 101 ");
    }

    /** Reads one event; a ping before it is passed over. */
    JsonObject reads() throws IOException {
        Frame frame = frame();
        while (frame.opcode() == PING) {
            frame = frame();
        }
        assertThat(frame.opcode()).isEqualTo(TEXT);
        return event(frame);
    }

    /** Reads everything up to the end of the connection. */
    Rest readsToTheEnd() throws IOException {
        List<JsonObject> events = new ArrayList<>();
        OptionalInt closeCode = OptionalInt.empty();
        try {
            while (closeCode.isEmpty()) {
                Frame frame = frame();
                if (frame.opcode() == TEXT) {
                    events.add(event(frame));
                } else if (frame.opcode() == CLOSE) {
                    closeCode =
                            OptionalInt.of(Short.toUnsignedInt(frame.payload().getShort()));
                }
            }
        } catch (EOFException | SocketException e) {
            return new Rest(events, OptionalInt.empty());
        }
        return new Rest(events, closeCode);
    }

    /** Messages come in one frame each, without masks: all that the servers send. */
    private Frame frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(opcode, ByteBuffer.wrap(payload));
    }

    private static JsonObject event(Frame frame) {
        // Client.json takes single quotes, and leaves double ones as they are
        return Client.json(StandardCharsets.UTF_8.decode(frame.payload()).toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
