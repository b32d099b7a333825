package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Who is sent events, and reads them at once, or only when a test says so. Whoever writes waits for it. */
final class TestReader extends OutputStream {

    private static final int PATIENCE_SECONDS = 30;
    private static final int ENDLESS = 1 << 20;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Semaphore mayRead;
    private volatile boolean gone;

    private TestReader(int reads) {
        mayRead = new Semaphore(reads);
    }

    static TestReader ofAll() {
        return new TestReader(ENDLESS);
    }

    /** Reads no more than so many events. */
    static TestReader ofNoMoreThan(int reads) {
        return new TestReader(reads);
    }

    void readsOn() {
        mayRead.release(ENDLESS);
    }

    /** Nothing can be written to it. */
    void goes() {
        gone = true;
    }

    /** The next events, each by its name and its id; a comment has neither. */
    List<String> next(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(String.valueOf(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        }
        return names;
    }

    /** Whether somebody waits for it to read. */
    boolean isWaitedFor() {
        return mayRead.hasQueuedThreads();
    }

    /** An event comes in one piece. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) {
            throw new IOException("gone");
        }
        try {
            mayRead.acquire();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        String event = new String(bytes, offset, length, StandardCharsets.UTF_8);
        assertThat(length == 0 || event.endsWith("\n\n")).isTrue();
        events.add(event.lines()
                .filter(line -> line.startsWith("event: ") || line.startsWith("id: "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.joining(" ")));
    }

    @Override
    public void write(int one) {
        throw new UnsupportedOperationException();
    }
}
