package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes what many connections get together. */
public final class Batches {

    private static final int ROOM_BYTES = 1000;

    private Batches() {}

    /** Texts, each in a frame of its own. */
    public static Batch of(String... texts) {
        Batch batch = new Batch(ByteBuffer.allocate(ROOM_BYTES));
        for (String text : texts) {
            batch.add(new EncodedEvent(text, false));
        }
        return batch;
    }

    /** How much is written of a batch where that is possible. */
    public static int written(Sender sender, Batch batch) {
        return sender.isFree() ? sender.write(batch) : 0;
    }

    /** How much is written of a text by who writes in place of the outlet's thread. */
    public static int writtenByAnother(Outlet outlet, Sender sender, String text) {
        AtomicInteger written = new AtomicInteger(-1);
        outlet.add(new Outlet.Step() {
            @Override
            public void take() {
                written.set(Batches.written(sender, of(text)));
            }

            @Override
            public int writes() {
                return 1;
            }
        });
        outlet.wake();
        return written.get();
    }
}
