package io.parley.it;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** People who have transactions one after the other, every third of which fails, until they are told to stop. */
final class Tellers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Tellers.class.getName());

    private final LedgerDesk ledger;
    private final Gate gate;
    private final ExecutorService threads;
    private final List<String> rooms;
    private final List<CompletableFuture<Integer>> telling;
    private final Semaphore done = new Semaphore(0);
    private final AtomicBoolean evening = new AtomicBoolean();

    /** They begin; each has a room of its own. */
    Tellers(int many, LedgerDesk ledger, Gate gate) {
        this.ledger = ledger;
        this.gate = gate;
        threads = Executors.newFixedThreadPool(many);
        rooms = IntStream.range(0, many).mapToObj(teller -> "teller-" + teller).toList();
        telling = rooms.stream()
                .map(room -> CompletableFuture.supplyAsync(() -> tells(room), threads))
                .toList();
    }

    List<String> rooms() {
        return rooms;
    }

    /** Waits until so many transactions more have been answered. */
    boolean awaitDone(int transactions) throws InterruptedException {
        return done.tryAcquire(transactions, 2, TimeUnit.MINUTES);
    }

    /** They finish what they are at; returns how many each has begun. */
    List<Integer> stop() throws Exception {
        evening.set(true);
        CompletableFuture.allOf(telling.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
        return telling.stream().map(CompletableFuture::join).toList();
    }

    private int tells(String room) {
        int number = 0;
        while (!evening.get()) {
            try {
                gate.awaitOpen();
                ledger.calls(number % 3 == 2 ? "keepsNot" : "keeps", "room=" + room + "&many=" + number);
                done.release();
            } catch (IllegalStateException | AssertionError e) {
                // It has just been killed, or is not all there yet; what became of the transaction is seen in the end
                LOG.fine(e::getMessage);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            number++;
        }
        return number;
    }

    @Override
    public void close() {
        evening.set(true);
        threads.shutdownNow();
    }
}
