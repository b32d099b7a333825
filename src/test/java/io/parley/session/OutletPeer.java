package io.parley.session;

import io.parley.protocol.CloseReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A peer that is written to by the thread of an outlet, and takes as many bytes as a test lets it. */
final class OutletPeer implements Transport, Sender {

    private final Outlet outlet;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<CloseReason> closes = new ArrayList<>();
    private @Nullable Outgoing outgoing;
    private int room = Integer.MAX_VALUE;
    private int writes;
    private boolean failing;
    private final AtomicBoolean isReady = new AtomicBoolean();
    private Runnable whenSent = () -> {};
    private Runnable whenAsked = () -> {};
    private boolean busy;

    OutletPeer(Outlet outlet) {
        this.outlet = outlet;
    }

    @Override
    public Sender sender() {
        return this;
    }

    @Override
    public Outlet outlet() {
        return outlet;
    }

    @Override
    public void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    /** Who is ready already is not so twice. */
    @Override
    public void ready() {
        if (isReady.compareAndSet(false, true)) {
            outlet.ready(this::send);
        }
    }

    private void send() {
        isReady.set(false);
        Outgoing waiting = Objects.requireNonNull(outgoing);
        while (waiting.isBegun() || waiting.isWaiting()) {
            ByteBuffer chunk = outlet.chunk();
            waiting.fill(chunk);
            int taken = take(chunk.flip());
            waiting.written(taken, left -> {});
            if (chunk.hasRemaining()) {
                waiting.stuck();
                return;
            }
        }
        whenSent.run();
    }

    /** Does something on the outlet's thread, whenever all that waited was sent. */
    void whenSent(Runnable action) {
        whenSent = action;
    }

    @Override
    public boolean isFree() {
        whenAsked.run();
        return !busy;
    }

    /** Does something whenever it is asked whether it is free. */
    void whenAsked(Runnable action) {
        whenAsked = action;
    }

    /** Something else is under way to it. */
    void becomesBusy() {
        busy = true;
    }

    @Override
    public int write(Batch batch) {
        if (busy) {
            throw new IllegalStateException("written to while it is busy");
        }
        if (failing) {
            failing = false;
            throw new IllegalStateException("fails");
        }
        return take(batch.frames());
    }

    private int take(ByteBuffer bytes) {
        int taken = Math.min(room, bytes.remaining());
        if (taken > 0) {
            writes++;
        }
        for (int i = 0; i < taken; i++) {
            heard.write(bytes.get());
        }
        room -= taken;
        return taken;
    }

    /** Takes no more than that, until it takes all again. */
    void takesOnly(int bytes) {
        room = bytes;
    }

    void takesAll() {
        room = Integer.MAX_VALUE;
        ready();
    }

    /** The next write does. */
    void fails() {
        failing = true;
    }

    /** How often something was written to it. */
    int writes() {
        return writes;
    }

    List<CloseReason> closes() {
        return closes;
    }

    /** The texts that have come whole. */
    List<String> heard() {
        ByteBuffer bytes = ByteBuffer.wrap(heard.toByteArray());
        List<String> texts = new ArrayList<>();
        while (bytes.remaining() > 1 && bytes.get(bytes.position() + 1) <= bytes.remaining() - 2) {
            bytes.get();
            byte[] payload = new byte[bytes.get()];
            bytes.get(payload);
            texts.add(new String(payload, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Override
    public void ping(ByteBuffer payload) {
        // Nobody looks
    }

    @Override
    public void close(CloseReason reason) {
        closes.add(reason);
    }
}
