package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How it goes with the database: counted, and logged when it begins or ceases to fail, not each time. Words for senders
 * tell nothing of the database. Any thread may call.
 */
final class LogHealth {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final AtomicBoolean failing = new AtomicBoolean();
    private final LongAdder answered = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder uncertain = new LongAdder();
    private final LongAdder triedAgain = new LongAdder();

    /** Drafts have been stored, or found, by one transaction. */
    void works(int drafts) {
        answered.add(drafts);
        transactions.increment();
        works();
    }

    /** The database has answered. */
    void works() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.log(System.Logger.Level.INFO, "The room log's database works again");
        }
    }

    /** Nothing was stored: what the senders are told. */
    LogUnavailableException failed(StorageException failure, int drafts) {
        refused.add(drafts);
        if (failure.kind() == StorageException.Kind.REFUSED) {
            LOG.log(System.Logger.Level.ERROR, "The database refuses to store a message: {0}", failure.getMessage());
            return new LogUnavailableException("the message cannot be stored as it is", false);
        }
        return failed(failure);
    }

    /** It did not answer. */
    LogUnavailableException failed(StorageException failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The room log''s database does not do its work, so messages are refused: {0}",
                    failure.getMessage());
        }
        return new LogUnavailableException("the log cannot be reached now", false);
    }

    /** Nobody knows whether it was stored: what the senders are told. */
    LogUnavailableException uncertain(int drafts) {
        uncertain.add(drafts);
        return new LogUnavailableException("it is not known whether the message was stored", true);
    }

    /** Drafts had no place, or waited for too long. */
    void refused(int drafts) {
        refused.add(drafts);
    }

    /** A transaction begins anew. */
    void triedAgain() {
        triedAgain.increment();
    }

    long answeredDrafts() {
        return answered.sum();
    }

    long transactions() {
        return transactions.sum();
    }

    long refusedDrafts() {
        return refused.sum();
    }

    long uncertainDrafts() {
        return uncertain.sum();
    }

    long triesAgain() {
        return triedAgain.sum();
    }
}
