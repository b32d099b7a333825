package io.parley.container.tyrus;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;

/** What Tyrus has in its hands: the two halves, and a way to close that does not cut ours short. For any thread. */
final class HeldConnection implements WebConnection {

    private final ServletInputStream input;
    private final ServletOutputStream output;
    private final Runnable closing;

    HeldConnection(ServletInputStream input, ServletOutputStream output, Runnable closing) {
        this.input = input;
        this.output = output;
        this.closing = closing;
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    @Override
    public void close() {
        closing.run();
    }
}
