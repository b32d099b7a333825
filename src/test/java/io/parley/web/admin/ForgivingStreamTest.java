package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ForgivingStreamTest {

    private final Peer peer = new Peer();
    private final ForgivingStream answer = new ForgivingStream(peer);

    /** Who is answered, and may break that off. */
    private static final class Peer extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean gone;
        private int flushes;
        private boolean closed;

        private void checkThere() throws IOException {
            if (gone) {
                throw new IOException("gone");
            }
        }

        @Override
        public void write(int one) throws IOException {
            checkThere();
            taken.write(one);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            checkThere();
            taken.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            checkThere();
            closed = true;
        }

        @Override
        public void flush() throws IOException {
            checkThere();
            flushes++;
        }
    }

    private void writes(String text) throws IOException {
        answer.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void all_is_passed_on() throws IOException {
        writes("one");
        answer.write('!');
        answer.flush();
        answer.close();

        assertThat(peer.taken).asString().isEqualTo("one!");
        assertThat(peer.closed).isTrue();
        assertThat(peer.flushes).isEqualTo(1);
    }

    @Test
    void who_writes_is_told_of_a_break_once_and_behind_it_all_is_forgotten() throws IOException {
        writes("one");
        peer.gone = true;
        assertThatThrownBy(() -> writes("two")).isInstanceOf(IOException.class).hasMessage("gone");
        assertThat(answer.isBrokenOff()).isTrue();

        peer.gone = false;
        writes("three");
        answer.write('!');
        answer.flush();
        answer.close();

        assertThat(peer.taken).asString().isEqualTo("one");
        assertThat(peer.flushes).isZero();
        assertThat(peer.closed).isFalse();
    }

    @Test
    void when_all_is_written_a_break_is_no_fault() throws IOException {
        writes("one");
        answer.allIsWritten();
        peer.gone = true;

        answer.flush();
        answer.close();

        assertThat(peer.flushes).isZero();
        assertThat(peer.closed).isFalse();
    }
}
