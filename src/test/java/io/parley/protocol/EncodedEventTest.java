package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedEventTest {

    /** Around the lengths at which a header grows (RFC 6455, section 5.2). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void it_is_a_whole_frame_that_can_be_copied_in_any_pieces(int length) {
        String text = "x".repeat(length);
        EncodedEvent event = new EncodedEvent(text, false);

        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        ByteBuffer room = ByteBuffer.allocate(1 + length / 3);
        while (copied.size() < event.sizeBytes()) {
            int bytes = event.copy(copied.size(), room.clear());
            copied.write(room.array(), 0, bytes);
        }

        byte[] frame = FrameWriter.frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
        assertThat(copied.toByteArray()).isEqualTo(frame);
        assertThat(event.text()).isEqualTo(text);
        assertThat(event.payloadBytes()).isEqualTo(length);
        assertThat(event.copy(event.sizeBytes(), room.clear())).isZero();
    }
}
