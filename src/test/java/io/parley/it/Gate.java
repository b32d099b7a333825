package io.parley.it;

import java.util.concurrent.CompletableFuture;

/** Whether there is a server to go to. Who takes it away closes the gate before, and opens it when it is back. */
final class Gate {

    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    void closes() {
        open = new CompletableFuture<>();
    }

    void opens() {
        open.complete(null);
    }

    /** Waits until it is open. */
    void awaitOpen() throws InterruptedException {
        Patience.await(open, "the gate");
    }
}
