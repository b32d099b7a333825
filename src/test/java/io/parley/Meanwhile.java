package io.parley;

import java.io.ByteArrayOutputStream;

/** A stream that keeps what is written; something else happens before the first of it, once. */
public final class Meanwhile extends ByteArrayOutputStream {

    private Runnable action;

    /** That happens. */
    public Meanwhile(Runnable action) {
        this.action = action;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        Runnable now = action;
        action = () -> {};
        now.run();
        super.write(bytes, from, count);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }
}
