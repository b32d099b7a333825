package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameRules;
import io.parley.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection in full mode that reads as much at a time as it is told to, and judges each byte by the rules of RFC
 * 6455. Neither reading nor writing waits. For one thread.
 */
final class Line implements AutoCloseable {

    private static final int MOST_AT_ONCE_BYTES = 64 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Is told of each whole frame. */
    interface Ear {
        void hears(Opcode opcode, byte[] payload);
    }

    private final SocketChannel channel;
    private final Ear ear;
    private final CheckedFrames frames = new CheckedFrames(new FrameRules(Direction.SERVER_TO_CLIENT));
    private final ByteBuffer in = ByteBuffer.allocateDirect(MOST_AT_ONCE_BYTES);
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>();
    private boolean closed;
    private boolean over;
    private boolean mayBeReset;

    /** Opens one; 0 is the receive buffer that the system gives. */
    Line(URI address, int receiveBufferBytes, Ear ear) {
        this.ear = ear;
        try {
            channel = SocketChannel.open();
            if (receiveBufferBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            shakesHands(address);
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shakesHands(URI address) throws IOException {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String request = String.join(
                "\r\n",
                "GET " + address.getRawPath() + query + " HTTP/1.1",
                "Host: " + address.getRawAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: " + Server.FULL,
                "",
                "");
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0 && channel.read(in.clear().limit(1)) > 0) {
            head.append((char) in.get(0));
        }
        assertThat(head).startsWith("HTTP/1.1 101 ").endsWith(END_OF_HEAD);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a command, or puts it behind what waits. */
    void says(String json) {
        sends(RawSocket.frame(true, RawSocket.TEXT, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends bytes, or puts them behind what waits. */
    void sends(byte... frame) {
        out.add(ByteBuffer.wrap(frame));
        writes();
    }

    /**
     * From now on it may be ended by a TCP reset, and in the midst of a frame: as a client is that has not read for
     * long.
     */
    void mayBeReset() {
        mayBeReset = true;
    }

    boolean hasToWrite() {
        return !out.isEmpty();
    }

    /** As much of what waits as the socket takes. */
    void writes() {
        try {
            while (!out.isEmpty() && !over) {
                channel.write(out.element());
                if (out.element().hasRemaining()) {
                    return;
                }
                out.remove();
            }
        } catch (IOException e) {
            // What the server still said can be read
            out.clear();
        }
    }

    /** Reads so many bytes at most, if they are there; how many they were. */
    int reads(int most) {
        int bytes = readsBytes(most);
        if (bytes < 0) {
            over = true;
            assertThat(frames.reader().isBetweenFrames() || mayBeReset)
                    .as("ended behind a whole frame")
                    .isTrue();
        } else {
            takes(in.flip());
        }
        return Math.max(0, bytes);
    }

    private int readsBytes(int most) {
        in.clear().limit(Math.min(most, in.capacity()));
        try {
            return over ? -1 : channel.read(in);
        } catch (IOException e) {
            if (!isClosed() && !mayBeReset) {
                throw new UncheckedIOException("broken without a close frame", e);
            }
            return -1;
        }
    }

    private void takes(ByteBuffer bytes) {
        @Nullable Step step = null;
        while (step != Step.MORE) {
            step = frames.next(bytes);
            if (step == Step.PAYLOAD) {
                byte[] slice = new byte[frames.reader().sliceBytes()];
                bytes.get(bytes.position() - slice.length, slice);
                payload.writeBytes(slice);
            } else if (step == Step.END) {
                byte[] whole = payload.toByteArray();
                payload.reset();
                closed |= frames.sequence().isClosed();
                ear.hears(frames.reader().header().opcode(), whole);
            }
        }
    }

    /** Whether the server's close frame has come; whatever came behind it would be a failure. */
    boolean isClosed() {
        return closed;
    }

    /** The code of that. */
    int closeCode() {
        return frames.closeCode();
    }

    /** Whether the server has ended the connection. */
    boolean isOver() {
        return over;
    }

    /** Drops the connection by a TCP reset. */
    void drops() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public String toString() {
        return channel.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
