package io.parley.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** People who have transactions one after the other, every third of which fails, until they are told to stop. */
final class Tellers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Tellers.class.getName());

    private final LedgerDesk ledger;
    private final Gate gate;
    private final ExecutorService threads;
    private final Map<String, CompletableFuture<List<Integer>>> telling = new LinkedHashMap<>();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicBoolean evening = new AtomicBoolean();
    private volatile @Nullable Throwable lastFailure;

    /** They begin; each has a room of its own. */
    Tellers(int many, LedgerDesk ledger, Gate gate) {
        this.ledger = ledger;
        this.gate = gate;
        threads = Executors.newFixedThreadPool(many);
        IntStream.range(0, many)
                .mapToObj(teller -> "teller-" + teller)
                .forEach(room -> telling.put(room, CompletableFuture.supplyAsync(() -> tells(room), threads)));
    }

    /** Whether that transaction is one of those that fail on purpose. */
    static boolean isToFail(int number) {
        return number % 3 == 2;
    }

    /** Waits until so many transactions more have been answered, well or not. */
    void awaitAnswers(int many) throws InterruptedException {
        if (!answers.tryAcquire(many, Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no " + many + " transactions more were answered", lastFailure);
        }
    }

    /** They finish what they are at; returns by room the numbers of those transactions that were answered as done. */
    Map<String, List<Integer>> stop() throws InterruptedException {
        evening.set(true);
        Map<String, List<Integer>> done = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<List<Integer>>> teller : telling.entrySet()) {
            Patience.await(teller.getValue(), teller.getKey());
            done.put(teller.getKey(), teller.getValue().join());
        }
        return done;
    }

    private List<Integer> tells(String room) {
        List<Integer> done = new ArrayList<>();
        for (int number = 0; !evening.get(); number++) {
            try {
                gate.awaitOpen();
                String answer =
                        ledger.calls(isToFail(number) ? "keepsNot" : "keeps", "room=" + room + "&many=" + number);
                if (answer.equals("done")) {
                    done.add(number);
                }
                answers.release();
            } catch (IllegalStateException | AssertionError e) {
                // It has just been killed, or is not all there yet; what became of the transaction is seen in the end
                LOG.fine(e::getMessage);
                lastFailure = e;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return done;
    }

    @Override
    public void close() {
        evening.set(true);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("tellers still wait for an answer", lastFailure);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
