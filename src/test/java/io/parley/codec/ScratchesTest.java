package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScratchesTest {

    /** More than are kept: so some of them find the same one. */
    private static final int THREADS = 40;

    private static final int TEXTS = 500;

    private final Scratches scratches = new Scratches();

    @Test
    void what_is_given_back_is_taken_again_and_what_is_taken_is_nobody_elses() {
        Scratch first = scratches.take();
        Scratch second = scratches.take();
        assertThat(second).isNotSameAs(first);

        scratches.giveBack(second);
        assertThat(scratches.take()).isSameAs(second);
    }

    @Test
    void one_that_has_grown_big_is_not_kept() {
        Scratch big = scratches.take();
        String text = "x".repeat(20_000);
        big.write(text, 0, text.length());
        big.take();

        scratches.giveBack(big);

        assertThat(scratches.take()).isNotSameAs(big);
    }

    @Test
    void many_threads_at_once_each_get_their_own_text() throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> rights = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                rights.add(executor.submit(writes("thread " + i + " ".repeat(i), all)));
            }
            for (Future<Integer> right : rights) {
                assertThat(right.get()).isEqualTo(TEXTS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** How many of the texts are what was written. */
    private Callable<Integer> writes(String text, CyclicBarrier all) {
        return () -> {
            all.await();
            int right = 0;
            for (int i = 0; i < TEXTS; i++) {
                Scratch scratch = scratches.take();
                for (int at = 0; at < text.length(); at++) {
                    scratch.write(text.charAt(at));
                }
                right +=
                        StandardCharsets.UTF_8.decode(scratch.take()).toString().equals(text) ? 1 : 0;
                scratches.giveBack(scratch);
            }
            return right;
        };
    }
}
