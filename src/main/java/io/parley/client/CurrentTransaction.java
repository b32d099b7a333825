package io.parley.client;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The transaction of the calling thread, as Jakarta Transactions has it (sections 3.3 and 5). Any thread may call. */
public final class CurrentTransaction {

    private static final System.Logger LOG = System.getLogger("io.parley.client");

    /** Jakarta EE Platform 10, section EE.5.21. */
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    /** Equal to nothing of another application's. */
    private final Object ours = new Object();

    private volatile @Nullable TransactionSynchronizationRegistry found;

    private CurrentTransaction() {}

    /**
     * Those of this server, which may have none.
     *
     * @return to be asked by any thread
     */
    public static CurrentTransaction here() {
        CurrentTransaction here = new CurrentTransaction();
        here.registry();
        return here;
    }

    /** Looked for again where a thread did not find it: one that has none of the application's names. */
    @SuppressWarnings("BanJNDI") // The name is a constant
    private Optional<TransactionSynchronizationRegistry> registry() {
        TransactionSynchronizationRegistry registry = found;
        if (registry == null) {
            try {
                registry = InitialContext.doLookup(REGISTRY);
                found = registry;
            } catch (NamingException e) {
                LOG.log(System.Logger.Level.DEBUG, "there are no transactions here", e);
            }
        }
        return Optional.ofNullable(registry);
    }

    /** How a transaction stands. */
    public enum State {
        /** There is none, or it is over. */
        NONE,
        /** What is done now is part of it. */
        ACTIVE,
        /** It will be rolled back. */
        DOOMED
    }

    /**
     * How it stands.
     *
     * @return {@link State#NONE} while it is being committed, too
     */
    public State state() {
        int status = registry()
                .map(TransactionSynchronizationRegistry::getTransactionStatus)
                .orElse(Status.STATUS_NO_TRANSACTION);
        return switch (status) {
            case Status.STATUS_ACTIVE -> State.ACTIVE;
            case Status.STATUS_MARKED_ROLLBACK -> State.DOOMED;
            default -> State.NONE;
        };
    }

    /**
     * Has something done once the transaction has been committed, in the order of these calls; never where it is rolled
     * back.
     *
     * @param action must be quick; one that is equal to another of this transaction's is not done again
     * @return how many of them the transaction has by now
     * @throws IllegalStateException where no transaction is active
     */
    public int afterCommit(Runnable action) {
        TransactionSynchronizationRegistry present =
                registry().orElseThrow(() -> new IllegalStateException("this server has no transactions"));
        AfterCommit actions = (AfterCommit) present.getResource(ours);
        if (actions == null) {
            actions = new AfterCommit();
            present.registerInterposedSynchronization(actions);
            present.putResource(ours, actions);
        }
        return actions.add(action);
    }

    /** What is to be done after a commit. For the thread of the transaction. */
    private static final class AfterCommit implements Synchronization {

        private final Set<Runnable> actions = new LinkedHashSet<>();

        int add(Runnable action) {
            actions.add(action);
            return actions.size();
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                actions.forEach(AfterCommit::run);
            }
        }

        /** What fails concerns nobody in the transaction, which is over. */
        private static void run(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "something could not be done behind a commit", e);
            }
        }
    }
}
