package io.parley.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few places to write at, for any number of threads: who finds none free makes another one, which is kept where there
 * is room, at most {@value #KEPT} of some 80 KiB. They belong to this object and to no thread, so that nothing of an
 * application stays in a server's threads when it is gone.
 */
final class Scratches {

    private static final int KEPT = 16;

    private final AtomicReferenceArray<@Nullable Scratch> kept = new AtomicReferenceArray<>(KEPT);

    /** A place that is nobody else's, until it is {@linkplain #giveBack given back}. */
    Scratch take() {
        @Nullable Scratch free = kept.getAndSet(own(), null);
        return free == null ? new Scratch() : free;
    }

    /** The caller is done with it; who has no use for it any more may as well forget it. */
    void giveBack(Scratch scratch) {
        if (scratch.isSmall()) {
            kept.set(own(), scratch);
        }
    }

    /** Mostly another one for each thread: so mostly a thread finds its own. */
    private static int own() {
        return (int) Thread.currentThread().getId() & (KEPT - 1);
    }
}
