package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.echo.EchoEndpoint;
import io.parley.protocol.CloseCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes in comes back, of every size, in whatever pieces; {@code autobahn-cases.md} tells which cases these are.
 */
class EchoIT extends EchoDeployed {

    private static final int MIB = 1 << 20;
    private static final int LIMIT = EchoEndpoint.MESSAGE_BYTES;
    private static final int MESSAGES = 1000;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                125,
                126,
                127,
                128,
                65_535,
                65_536,
                256 * 1024,
                MIB,
                4 * MIB,
                8 * MIB,
                LIMIT,
            })
    void a_frame_of_any_size_comes_back(int bytes) {
        try (RawSocket socket = RawSocket.opened(echo)) {
            for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
                byte[] payload = payload(opcode, bytes);

                socket.sendsFrame(true, opcode, payload);

                hasBack(socket, opcode, payload);
            }
            closes(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, MIB, LIMIT})
    void a_message_of_any_size_comes_back_to_a_client_that_is_not_ours(int bytes) {
        try (EchoClient client = new EchoClient(echo)) {
            byte[] binary = payload(RawSocket.BINARY, bytes);
            String text = "*".repeat(bytes);

            assertThat(client.sendsText(text).receives()).isEqualTo(text);
            assertThat(client.sendsBinary(binary).receives()).isEqualTo(binary);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 1300",
        "1048576, 4096",
        "16777216, 4096",
        "4194304, 64",
        "4194304, 256",
        "4194304, 1024",
        "4194304, 4096",
        "4194304, 16384",
        "4194304, 65536",
        "4194304, 262144",
        "4194304, 1048576",
        "4194304, 4194304"
    })
    void a_message_in_fragments_of_any_size_comes_back(int bytes, int fragment) {
        try (RawSocket socket = RawSocket.opened(echo)) {
            for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
                byte[] payload = payload(opcode, bytes);

                for (int at = 0; at < bytes; at += fragment) {
                    int end = Math.min(at + fragment, bytes);
                    socket.sendsFrame(
                            end == bytes,
                            at == 0 ? opcode : RawSocket.CONTINUATION,
                            Arrays.copyOfRange(payload, at, end));
                }

                hasBack(socket, opcode, payload);
            }
            closes(socket);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 997",
        "1048576, 64",
        "1048576, 128",
        "1048576, 256",
        "1048576, 512",
        "1048576, 1024",
        "1048576, 2048"
    })
    void a_frame_that_comes_in_pieces_of_any_size_comes_back(int bytes, int piece) {
        try (RawSocket socket = RawSocket.opened(echo)) {
            for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
                byte[] payload = payload(opcode, bytes);

                socket.sendsInPieces(RawSocket.frame(true, opcode, payload), piece);

                hasBack(socket, opcode, payload);
            }
            closes(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 64, 256, 1024, 4096})
    void many_messages_come_back_one_after_the_other(int bytes) {
        try (RawSocket socket = RawSocket.opened(echo)) {
            for (int opcode : new int[] {RawSocket.TEXT, RawSocket.BINARY}) {
                byte[] payload = payload(opcode, bytes);
                for (int i = 0; i < MESSAGES; i++) {
                    hasBack(socket.sendsFrame(true, opcode, payload), opcode, payload);
                }
            }
            closes(socket);
        }
    }

    @Test
    void a_frame_of_one_byte_more_than_16_MiB_closes_with_1009() {
        try (RawSocket socket = RawSocket.opened(echo)) {
            socket.sendsFrameAsFarAsTaken(true, RawSocket.BINARY, new byte[LIMIT + 1]);

            assertThat(socket.readsClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
        }
    }

    @Test
    void fragments_of_one_byte_more_than_16_MiB_close_with_1009() {
        try (RawSocket socket = RawSocket.opened(echo)) {
            socket.sendsFrame(false, RawSocket.BINARY, new byte[LIMIT]);
            socket.sendsFrame(true, RawSocket.PING, new byte[] {1});
            assertThat(socket.readsFrame().opcode()).isEqualTo(RawSocket.PONG);

            socket.sendsFrame(true, RawSocket.CONTINUATION, new byte[1]);

            assertThat(socket.readsClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
        }
    }

    private static byte[] payload(int opcode, int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) (opcode == RawSocket.TEXT ? '*' : 0xFE));
        return payload;
    }

    private static void hasBack(RawSocket socket, int opcode, byte[] payload) {
        RawSocket.Frame frame = socket.readsFrame();
        assertThat(frame.opcode()).isEqualTo(opcode);
        assertThat(frame.payload().array()).isEqualTo(payload);
    }

    private static void closes(RawSocket socket) {
        socket.sendsFrame(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xE8});
        RawSocket.Frame answer = socket.readsFrame();
        assertThat(answer.opcode()).isEqualTo(RawSocket.CLOSE);
        assertThat(answer.closeCode()).isEqualTo(CloseCode.NORMAL.code());
    }
}
