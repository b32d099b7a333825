package io.parley.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many connections on one thread, which answer pings and say nothing (RFC 6455, section 5.5.3). For one thread. */
final class IdleCrowd implements AutoCloseable {

    private static final int BUFFER_BYTES = 4096;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_7_BITS = 125;

    private final Selector selector;
    private final URI address;
    private final List<Idler> idlers = new ArrayList<>();
    private final Map<Integer, Integer> closes = new TreeMap<>();

    IdleCrowd(URI address) {
        this.address = address;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects as many as told, one after the other; those that are there answer pings meanwhile. */
    void connects(int people) {
        for (int i = 0; i < people; i++) {
            idlers.add(new Idler());
            while (!idlers.get(i).isOpen) {
                answers();
            }
        }
    }

    /** Answers pings until each has had that many of them, or is closed. */
    void answersUntilAllHad(int pings) {
        while (idlers.stream().anyMatch(idler -> idler.pings < pings && idler.channel.isOpen())) {
            answers();
        }
    }

    /** How many were closed, by code; 1006 where there was no close frame. */
    Map<Integer, Integer> closes() {
        return closes;
    }

    private void answers() {
        try {
            selector.select(key -> ((Idler) key.attachment()).reads());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Idler idler : idlers) {
                idler.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Idler {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
        private boolean isOpen;
        private int pings;

        Idler() {
            try {
                channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
                String request = String.join(
                        "\r\n",
                        "GET " + address.getRawPath() + " HTTP/1.1",
                        "Host: " + address.getRawAuthority(),
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13",
                        "",
                        "");
                channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void reads() {
            try {
                if (channel.read(in) < 0) {
                    ends(1006);
                    return;
                }
                in.flip();
                while (channel.isOpen() && (isOpen ? readsFrame() : readsHead())) {
                    in.compact().flip();
                }
                in.compact();
            } catch (IOException e) {
                ends(1006);
            }
        }

        private boolean readsHead() {
            String text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            if (!text.startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError(text);
            }
            in.position(in.position() + end + 4);
            isOpen = true;
            return true;
        }

        private boolean readsFrame() throws IOException {
            if (in.remaining() < 2) {
                return false;
            }
            int start = in.position();
            int opcode = in.get() & 0xF;
            int length = in.get();
            if (length > MAX_7_BITS) {
                if (in.remaining() < 2) {
                    in.position(start);
                    return false;
                }
                length = in.getShort() & 0xFFFF;
            }
            if (in.remaining() < length) {
                in.position(start);
                return false;
            }
            byte[] payload = new byte[length];
            in.get(payload);
            if (opcode == RawSocket.PING) {
                pings++;
                pongs(payload);
            } else if (opcode == RawSocket.CLOSE) {
                ends(ByteBuffer.wrap(payload).getShort());
            }
            return true;
        }

        /** A mask of zeros leaves the payload as it is (RFC 6455, section 5.3). */
        private void pongs(byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
            frame.put((byte) (FIN | RawSocket.PONG)).put((byte) (MASKED | payload.length));
            frame.putInt(0).put(payload).flip();
            channel.write(frame);
        }

        private void ends(int code) {
            closes.merge(code, 1, Integer::sum);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
