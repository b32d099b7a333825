package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * A client that says literally what it is told to: the lines of a request, and frames (RFC 6455, section 5.2). For one
 * thread.
 */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_7_BITS = 125;
    private static final int MAX_16_BITS = 0xFFFF;

    /** The answer to a request: status and headers. */
    record Head(int status, List<String> headers) {

        /** All values of a header. */
        List<String> values(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    /** A frame of the server's. */
    record Frame(int opcode, ByteBuffer payload) {

        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        /** The code of a close frame (RFC 6455, section 5.5.1). */
        int closeCode() {
            return payload.getShort(0) & MAX_16_BITS;
        }

        /** Its reason. */
        String closeReason() {
            return StandardCharsets.UTF_8
                    .decode(payload.slice(Short.BYTES, payload.limit() - Short.BYTES))
                    .toString();
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(URI server, int receiveBufferBytes) throws IOException {
        this.socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    static RawSocket connect(URI server) {
        return connect(server, 0);
    }

    /** With a receive buffer of that size; 0 is what the system gives, and lets grow. */
    static RawSocket connect(URI server, int receiveBufferBytes) {
        try {
            return new RawSocket(server, receiveBufferBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket that is open; further headers are those of its request. */
    static RawSocket opened(URI address, String... furtherHeaders) {
        RawSocket socket = connect(address).sendsHandshake(address, furtherHeaders);
        assertThat(socket.readsHead().status()).isEqualTo(101);
        return socket;
    }

    /** Asks for a WebSocket. */
    RawSocket sendsHandshake(URI address, String... furtherHeaders) {
        List<String> request = handshake(address);
        request.addAll(List.of(furtherHeaders));
        return sends(request);
    }

    private static List<String> handshake(URI address) {
        return new ArrayList<>(List.of(
                "GET " + address.getRawPath() + " HTTP/1.1",
                "Host: " + address.getRawAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"));
    }

    /** Asks for a WebSocket, and does not wait for the answer: what follows leaves in the same piece. */
    void sendsHandshakeAnd(URI address, byte... bytes) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.writeBytes(lines(handshake(address)));
        piece.writeBytes(bytes);
        write(piece.toByteArray());
    }

    /** Sends the lines of a request, and the empty line behind them. */
    RawSocket sends(List<String> lines) {
        return write(lines(lines));
    }

    private static byte[] lines(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    Head readsHead() {
        try {
            String[] status = line().split(" ", 3);
            List<String> headers = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headers.add(line);
            }
            return new Head(Integer.parseInt(status[1]), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines until one is like that, which is the last of them. */
    List<String> readsLinesUntil(Predicate<String> last) {
        List<String> lines = new ArrayList<>();
        try {
            do {
                lines.add(line());
            } while (!last.test(lines.get(lines.size() - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Sends bytes, whatever they are. */
    RawSocket sendsBytes(byte... bytes) {
        return write(bytes);
    }

    /** Sends a frame, masked as a client's is. */
    RawSocket sendsFrame(boolean last, int opcode, byte[] payload) {
        return write(frame(last, opcode, payload));
    }

    /** A frame, masked as a client's is; reserved bits may stand beside the opcode. */
    static byte[] frame(boolean last, int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) ((last ? FIN : 0) | opcode));
        if (payload.length <= MAX_7_BITS) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= MAX_16_BITS) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % mask.length]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** Sends bytes in pieces of that size, each of them at once. */
    RawSocket sendsInPieces(byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            write(Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length)));
        }
        return this;
    }

    /** Sends a frame, or what the server takes of it before it closes the connection. */
    void sendsFrameAsFarAsTaken(boolean last, int opcode, byte[] payload) {
        try {
            sendsFrame(last, opcode, payload);
        } catch (UncheckedIOException e) {
            assertThat(e).hasRootCauseInstanceOf(SocketException.class);
        }
    }

    /** The next frame of the server's, which is never fragmented and never masked. */
    Frame readsFrame() {
        try {
            int opcode = in.readUnsignedByte() & 0xF;
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(Math.toIntExact(length))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the next message; pings before it, which may come at any time, are passed over (RFC 6455, 5.5.2). */
    String readsText() {
        Frame frame = readsFrame();
        while (frame.opcode() == PING) {
            frame = readsFrame();
        }
        return frame.text();
    }

    /** Waits for the server to say something; false if it does not within that time. */
    boolean hears(int millis) {
        try {
            socket.setSoTimeout(millis);
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            becomesPatient();
        }
    }

    private void becomesPatient() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until the server's next ping; what came before is passed over. */
    Frame readsPing() {
        Frame frame = readsFrame();
        while (frame.opcode() != PING) {
            frame = readsFrame();
        }
        return frame;
    }

    /** Reads on until the server's close frame; what came before is passed over. */
    Frame readsClose() {
        Frame frame = readsFrame();
        while (frame.opcode() != CLOSE) {
            frame = readsFrame();
        }
        return frame;
    }

    /** Reads on until the server ends the connection, in whichever way. */
    void readsToTheEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the connection as a machine does that forgets it: by a TCP reset (RFC 9293, section 3.5.2). */
    void drops() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RawSocket write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server said no more than: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
