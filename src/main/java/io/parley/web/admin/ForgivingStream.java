package io.parley.web.admin;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that its reader may break off at any time: whoever writes it is told once, so that it stops. From then on
 * nothing reaches the server's own stream, and nothing fails. For one thread.
 */
final class ForgivingStream extends OutputStream {

    private final OutputStream next;
    private boolean brokenOff;
    private boolean allWritten;

    ForgivingStream(OutputStream next) {
        this.next = next;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void whileThere(Writing writing) throws IOException {
        if (!brokenOff) {
            try {
                writing.run();
            } catch (IOException e) {
                brokenOff = true;
                if (!allWritten) {
                    throw e;
                }
            }
        }
    }

    /** The rest is the server's affair, which need not be told. */
    void allIsWritten() {
        allWritten = true;
    }

    /** Whether it has failed. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public void write(int one) throws IOException {
        whileThere(() -> next.write(one));
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        whileThere(() -> next.write(from, offset, length));
    }

    @Override
    public void flush() throws IOException {
        whileThere(next::flush);
    }

    @Override
    public void close() throws IOException {
        whileThere(next::close);
    }
}
