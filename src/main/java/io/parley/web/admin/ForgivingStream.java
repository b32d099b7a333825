package io.parley.web.admin;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that its reader may break off at any time: then the rest is forgotten, and nothing fails. For one thread.
 */
final class ForgivingStream extends OutputStream {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    private final OutputStream next;
    private boolean brokenOff;

    ForgivingStream(OutputStream next) {
        this.next = next;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void whileThere(Writing writing) {
        if (!brokenOff) {
            try {
                writing.run();
            } catch (IOException e) {
                brokenOff = true;
                LOG.log(System.Logger.Level.DEBUG, "an answer was broken off", e);
            }
        }
    }

    @Override
    public void write(int one) {
        whileThere(() -> next.write(one));
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        whileThere(() -> next.write(from, offset, length));
    }

    @Override
    public void flush() {
        whileThere(next::flush);
    }

    @Override
    public void close() {
        whileThere(next::close);
    }
}
