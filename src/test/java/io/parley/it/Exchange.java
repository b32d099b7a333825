package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a client sends, and what is to come back.
 *
 * @param id of the case in the suite
 * @param pace how the bytes are sent
 * @param frames that the client sends
 * @param answers of the server, each an opcode and the payload in hexadecimal digits
 * @param end how the connection ends
 */
record Exchange(String id, Pace pace, List<byte[]> frames, List<String> answers, End end) {

    static final int NO_CODE = 1005;

    /** How bytes are sent. */
    enum Pace {
        AT_ONCE,
        BY_FRAMES,
        BY_BYTES;

        void send(RawSocket socket, List<byte[]> frames) {
            for (byte[] bytes : this == BY_FRAMES ? frames : List.of(joined(frames))) {
                socket.sendsInPieces(bytes, this == BY_BYTES ? 1 : bytes.length);
            }
        }

        private void sendAsFarAsTaken(RawSocket socket, List<byte[]> frames) {
            try {
                send(socket, frames);
            } catch (UncheckedIOException e) {
                assertThat(e).hasRootCauseInstanceOf(SocketException.class);
            }
        }

        private static byte[] joined(List<byte[]> frames) {
            ByteBuffer all = ByteBuffer.allocate(
                    frames.stream().mapToInt(frame -> frame.length).sum());
            frames.forEach(all::put);
            return all.array();
        }
    }

    /**
     * How the connection ends.
     *
     * @param who ends it
     * @param codes of the server's close frame, any of them
     */
    record End(Who who, List<Integer> codes) {}

    /** Who ends it. */
    enum Who {
        /** The client, when it has the answers. */
        CLIENT,
        /** The client, with one of the frames, which is answered behind what came before. */
        FRAMES,
        /** The server, which fails the connection; it need not answer what came before, nor read what comes behind. */
        SERVER
    }

    /** All is answered, and then the client closes. */
    static Exchange answered(String id, Pace pace, List<String> answers, byte[]... frames) {
        return new Exchange(id, pace, List.of(frames), answers, new End(Who.CLIENT, List.of(1000)));
    }

    /** The frames have a close frame among them. */
    static Exchange closed(String id, List<String> answers, List<Integer> codes, byte[]... frames) {
        return new Exchange(id, Pace.AT_ONCE, List.of(frames), answers, new End(Who.FRAMES, codes));
    }

    /** The server fails the connection. */
    static Exchange failed(String id, Pace pace, int code, List<String> answers, byte[]... frames) {
        return new Exchange(id, pace, List.of(frames), answers, new End(Who.SERVER, List.of(code)));
    }

    static byte[] text(String text) {
        return RawSocket.frame(true, RawSocket.TEXT, utf8(text));
    }

    static byte[] ping(String payload) {
        return RawSocket.frame(true, RawSocket.PING, utf8(payload));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A close frame. */
    static byte[] close(int code, byte... reason) {
        return RawSocket.frame(
                true,
                RawSocket.CLOSE,
                ByteBuffer.allocate(2 + reason.length)
                        .putShort((short) code)
                        .put(reason)
                        .array());
    }

    static String answer(int opcode, byte... payload) {
        return opcode + " " + HexFormat.of().formatHex(payload);
    }

    static String answer(String text) {
        return answer(RawSocket.TEXT, utf8(text));
    }

    static String pong(String payload) {
        return answer(RawSocket.PONG, utf8(payload));
    }

    /** Sends, and sees that the right things come back, and nothing else. */
    void with(URI address) {
        try (RawSocket socket = RawSocket.opened(address)) {
            if (end.who() == Who.SERVER) {
                pace.sendAsFarAsTaken(socket, frames);
            } else {
                pace.send(socket, frames);
            }
            List<String> heard = new ArrayList<>();
            if (end.who() == Who.CLIENT) {
                answers.forEach(answer -> heard.add(heard(socket.readsFrame())));
                socket.sendsFrame(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xE8});
            }
            RawSocket.Frame frame = socket.readsFrame();
            while (frame.opcode() != RawSocket.CLOSE) {
                heard.add(heard(frame));
                frame = socket.readsFrame();
            }
            int expected = end.who() == Who.SERVER ? Math.min(heard.size(), answers.size()) : answers.size();
            assertThat(heard).isEqualTo(answers.subList(0, expected));
            assertThat(code(frame)).isIn(end.codes());
        }
    }

    static String heard(RawSocket.Frame frame) {
        return answer(frame.opcode(), frame.payload().array());
    }

    private static int code(RawSocket.Frame close) {
        return close.payload().remaining() == 0 ? NO_CODE : close.closeCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
