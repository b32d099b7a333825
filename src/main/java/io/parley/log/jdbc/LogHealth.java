package io.parley.log.jdbc;

import io.parley.log.DraftRefusedException;
import io.parley.log.LogStatistics;
import io.parley.log.LogUnavailableException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How it goes with the database: counted, and logged when it begins or ceases to fail, not each time. Words for senders
 * tell nothing of the database. Any thread may call.
 */
final class LogHealth {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final AtomicBoolean notStoring = new AtomicBoolean();
    private final AtomicBoolean notReading = new AtomicBoolean();
    private final LongAdder answered = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder uncertain = new LongAdder();
    private final LongAdder triedAgain = new LongAdder();
    private final LongAdder fromDatabase = new LongAdder();
    private final LongAdder fromMemory = new LongAdder();
    private final KeysInDoubt inDoubt;

    /**
     * All is well.
     *
     * @param mostInDoubt how many keys are remembered of which it is not known whether they are stored
     */
    LogHealth(int mostInDoubt) {
        this.inDoubt = new KeysInDoubt(mostInDoubt);
    }

    /** Drafts are being stored. */
    void begins(List<PendingDraft> drafts) {
        inDoubt.begin(drafts);
    }

    /** Drafts have been stored, or found, by one transaction. */
    void works(List<PendingDraft> drafts) {
        inDoubt.stored(drafts);
        answered.add(drafts.size());
        transactions.increment();
        worksAgain(notStoring, "stores messages");
    }

    /** The database has been read. */
    void reads() {
        worksAgain(notReading, "can be read");
    }

    private static void worksAgain(AtomicBoolean failing, String what) {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.log(System.Logger.Level.INFO, "The room log''s database {0} again", what);
        }
    }

    /** Nothing was stored: what the senders are told. */
    LogUnavailableException failed(StorageException failure, List<PendingDraft> drafts) {
        inDoubt.notStored(drafts);
        refused.add(drafts.size());
        if (failure.kind() == StorageException.Kind.REFUSED) {
            PendingDraft draft = drafts.get(0);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database refuses a message to room {0} for what it is ({1})",
                    draft.room(),
                    failure.getMessage());
            return new DraftRefusedException();
        }
        fails(notStoring, "does not store messages, so they are refused", failure);
        return new LogUnavailableException("the log cannot be reached now", false);
    }

    /** One before them on their way was not stored, and so they are not: what the senders are told. */
    LogUnavailableException halted(List<PendingDraft> drafts) {
        inDoubt.notStored(drafts);
        refused.add(drafts.size());
        return new LogUnavailableException("one before it could not be stored", false);
    }

    /** It could not be read: what those are told who wanted it. */
    LogUnavailableException failed(StorageException failure) {
        if (failure.kind() != StorageException.Kind.BUSY) {
            fails(notReading, "cannot be read", failure);
        }
        return new LogUnavailableException("the log cannot be reached now", false);
    }

    private static void fails(AtomicBoolean failing, String what, StorageException failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The room log''s database {0}: {1}, {2}",
                    what,
                    failure.getMessage(),
                    failure.getCause());
        }
    }

    /** Nobody knows whether it was stored: what the senders are told. */
    LogUnavailableException uncertain(List<PendingDraft> drafts) {
        inDoubt.neverTold(drafts);
        uncertain.add(drafts.size());
        LOG.log(
                System.Logger.Level.WARNING,
                "Whether {0} message(s) were stored is not known: the database did not answer to a commit",
                drafts.size());
        return new LogUnavailableException("it is not known whether the message was stored", true);
    }

    /** The same for one of them, which may have been sent before: then it is in doubt as long as that is. */
    LogUnavailableException refusal(PendingDraft draft, LogUnavailableException general) {
        return general.uncertain() || !inDoubt.holds(draft)
                ? general
                : new LogUnavailableException(
                        general.getMessage() + "; whether the message was stored when it was sent before is not known",
                        true);
    }

    /** Drafts had no place, or waited for too long. */
    void refused(int drafts) {
        refused.add(drafts);
    }

    /** A transaction begins anew. */
    void triedAgain() {
        triedAgain.increment();
    }

    /** A page has been read from the database. */
    void pageRead() {
        fromDatabase.increment();
    }

    /** A page was answered from memory. */
    void pageInMemory() {
        fromMemory.increment();
    }

    /** What became of drafts so far. */
    LogStatistics.Writes writes() {
        return new LogStatistics.Writes(
                answered.sum(), transactions.sum(), refused.sum(), uncertain.sum(), triedAgain.sum());
    }

    /** Where pages came from so far. */
    LogStatistics.Reads pages() {
        return new LogStatistics.Reads(fromDatabase.sum(), fromMemory.sum());
    }
}
