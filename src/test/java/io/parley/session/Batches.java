package io.parley.session;

import io.parley.protocol.EncodedEvent;

/** Makes what many connections get together. */
public final class Batches {

    private static final int ROOM_BYTES = 1000;

    private Batches() {}

    /** Texts, each in a frame of its own. */
    public static Batch of(String... texts) {
        Batch batch = new Batch(ROOM_BYTES);
        for (String text : texts) {
            batch.add(new EncodedEvent(text, false));
        }
        return batch;
    }
}
