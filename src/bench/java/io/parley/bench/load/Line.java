package io.parley.bench.load;

import io.parley.frame.FrameReader;
import io.parley.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One WebSocket connection, a client's. One thread reads, any thread may send; nothing blocks. */
final class Line {

    /** Is told what comes. */
    @FunctionalInterface
    interface Listener {

        /** A message of text: the bytes between two places of a buffer, of no use after the call. */
        void text(ByteBuffer in, int from, int to);
    }

    private static final String WELCOME = "HTTP/1.1 101 ";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int NO_CODE = 1005;
    private static final int LOST = 1006;
    private static final byte[] GOING = {3, (byte) 0xE8};

    private final SocketChannel channel;
    private final Listener listener;
    private final FrameReader frames = new FrameReader();

    /** What came of the head, or of a frame that comes in pieces. */
    private ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

    private int closedWith = LOST;
    private boolean shaken;
    private boolean leaving;

    /** Connects, which takes no time on the loopback interface, and asks to come in. */
    Line(Selector selector, InetSocketAddress from, InetSocketAddress server, String handshake, Listener listener)
            throws IOException {
        this.listener = listener;
        channel = SocketChannel.open();
        channel.bind(from);
        channel.connect(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads what is there, through a buffer that is everybody's. */
    void read(ByteBuffer buffer) {
        try {
            int bytes = channel.read(buffer.clear());
            while (bytes > 0) {
                accept(buffer.flip());
                bytes = buffer.limit() < buffer.capacity() ? 0 : channel.read(buffer.clear());
            }
            if (bytes < 0) {
                ended("the end");
            }
        } catch (IOException e) {
            ended(e.toString());
        }
    }

    /** Says something. */
    void send(Opcode opcode, byte[] payload) {
        try {
            write(MaskedFrame.of(opcode, payload));
        } catch (IOException e) {
            ended(e.toString());
        }
    }

    /** Goes, as a browser does whose page is left: whoever reads on sees the end. */
    void leave() {
        leaving = true;
        if (isOpen()) {
            send(Opcode.CLOSE, GOING);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Without a word. */
    void drop() {
        try {
            leaving = true;
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IllegalStateException("the server does not read what is sent");
        }
    }

    private void ended(String how) {
        if (!leaving) {
            throw new IllegalStateException("the server has closed a connection: " + closedWith + ", " + how);
        }
        drop();
    }

    private void accept(ByteBuffer in) {
        while (!shaken && in.hasRemaining()) {
            begun.write(in.get());
            shaken = in.get(in.position() - 1) == '\n' && isWelcome(begun.toString(StandardCharsets.US_ASCII));
        }
        while (true) {
            switch (frames.next(in)) {
                case MORE -> {
                    return;
                }
                case HEADER -> requireWhole();
                case PAYLOAD -> keepPiece(in);
                case END -> deliver(in);
            }
        }
    }

    private boolean isWelcome(String head) {
        if (!head.endsWith(END_OF_HEAD)) {
            return false;
        }
        if (!head.startsWith(WELCOME)) {
            throw new IllegalStateException(head);
        }
        begun = new ByteArrayOutputStream(0);
        return true;
    }

    private void requireWhole() {
        if (!frames.header().fin()) {
            throw new IllegalStateException("a message in fragments");
        }
    }

    private void keepPiece(ByteBuffer in) {
        if (frames.sliceBytes() < frames.header().payloadLength()) {
            for (int at = in.position() - frames.sliceBytes(); at < in.position(); at++) {
                begun.write(in.get(at));
            }
        }
    }

    private void deliver(ByteBuffer in) {
        if (begun.size() == 0) {
            deliver(in, in.position() - (int) frames.header().payloadLength(), in.position());
        } else {
            ByteBuffer whole = ByteBuffer.wrap(begun.toByteArray());
            begun = new ByteArrayOutputStream(0);
            deliver(whole, 0, whole.limit());
        }
    }

    private void deliver(ByteBuffer in, int from, int to) {
        switch (frames.header().opcode()) {
            case TEXT -> listener.text(in, from, to);
            case PING -> {
                byte[] payload = new byte[to - from];
                in.get(from, payload);
                send(Opcode.PONG, payload);
            }
            case CLOSE -> closedWith = to - from < Short.BYTES ? NO_CODE : in.getShort(from);
            default -> {}
        }
    }
}
