package io.parley.container.tyrus;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server's end of the input: what the peer has sent, as Payara passes it on. */
final class FakeInput extends ServletInputStream {

    private byte[] bytes = {};
    private int at;
    private boolean asked;
    private @Nullable ReadListener listener;

    /** More has come; whoever has asked for it is told. */
    void comes(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, at, bytes.length - at);
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        bytes = all.toByteArray();
        at = 0;
        if (asked) {
            asked = false;
            tells();
        }
    }

    private void tells() {
        try {
            Objects.requireNonNull(listener).onDataAvailable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody wants to hear when something comes. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public int available() {
        return bytes.length - at;
    }

    @Override
    public boolean isReady() {
        asked = available() == 0;
        return !asked;
    }

    @Override
    public int read() {
        throw new IllegalStateException("in pieces only");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (available() == 0) {
            throw new IllegalStateException("this would block");
        }
        int count = Math.min(length, available());
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    /** Tells at once where something is there, which it does on the caller's thread. */
    @Override
    public void setReadListener(ReadListener set) {
        listener = set;
        if (isReady()) {
            tells();
        }
    }
}
