package io.parley.it.ledger;

import io.parley.protocol.RoomName;
import io.parley.room.Publication;
import io.parley.room.Published;
import io.parley.room.Rooms;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Transactions that keep something and say something; each says what it does by its name. */
@ApplicationScoped
public class Ledger {

    private static final int PATIENCE_SECONDS = 60;

    @Inject
    private Rooms rooms;

    @Inject
    private Book book;

    @Inject
    private Notes notes;

    @PersistenceContext
    private EntityManager entities;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Made by the container. */
    public Ledger() {}

    private Published say(String room, String text) {
        return rooms.publish(Publication.bySystem(new RoomName(room), text))
                .toCompletableFuture()
                .join();
    }

    /** Keeps a line, and says two things. */
    @Transactional
    public String commits(String room) {
        book.write(room);
        say(room, "one");
        return say(room, "two").getClass().getSimpleName();
    }

    /** Says something without a transaction. */
    public String saysAtOnce(String room) {
        return say(room, "at once").getClass().getSimpleName();
    }

    /** Fails when it has said something. */
    @Transactional
    public String fails(String room) {
        book.write(room);
        say(room, "never");
        throw new IllegalStateException("on purpose");
    }

    /** Says something before and behind the moment from which on it can only be rolled back. */
    @Transactional
    public String givesUp(String room) {
        book.write(room);
        say(room, "never");
        transaction.setRollbackOnly();
        return say(room, "nor this").getClass().getSimpleName();
    }

    /** Has another transaction within, and commits. */
    @Transactional
    public String nests(String room) {
        say(room, "outer one");
        notes.saysByItself(room, "inner");
        say(room, "outer two");
        return "done";
    }

    /** Has another transaction within, and fails. */
    @Transactional
    public String nestsAndFails(String room) {
        say(room, "never");
        notes.saysByItself(room, "inner");
        throw new IllegalStateException("on purpose");
    }

    /** Has another transaction within, which fails, and commits. */
    @Transactional
    public String outlives(String room) {
        say(room, "outer one");
        try {
            notes.failsByItself(room);
        } catch (IllegalStateException e) {
            say(room, "outer two, after " + e.getMessage());
        }
        return "done";
    }

    /** Works by JPA. */
    @Transactional
    public String persists(String room) {
        say(room, "before JPA");
        entities.persist(new Posting(room));
        entities.flush();
        say(room, "behind JPA");
        return "done";
    }

    /** Works by JPA, which finds only at the commit that it cannot. */
    @Transactional
    public String persistsInVain(String room) {
        say(room, "never");
        entities.persist(new Posting(room));
        book.write(room);
        return "done";
    }

    /** Says a hundred things in three rooms. */
    @Transactional
    public String saysMuch(String room) {
        for (int i = 0; i < 100; i++) {
            say(room + "-" + i % 3, "text " + i);
        }
        return "done";
    }

    /** Says a number of things, and keeps a line for all of them. */
    @Transactional
    public String says(String room, int many) {
        for (int i = 0; i < many; i++) {
            say(room, "text " + i);
        }
        book.write(room);
        return "done";
    }

    /** Keeps a line and says two things, or fails when it has; what is numbered so that it can be counted. */
    @Transactional
    public String keeps(String room, int number, boolean failing) {
        book.write(room + " " + number);
        say(room, number + " a");
        say(room, number + " b");
        if (failing) {
            throw new IllegalStateException("on purpose");
        }
        return "done";
    }

    /**
     * Has many transactions that keep a line, in turn without and with a word about it; returns what one of each took,
     * in microseconds: medians.
     */
    public String measures(String room, int many) {
        long[] silent = new long[many];
        long[] said = new long[many];
        for (int i = 0; i < many; i++) {
            String id = room + " " + i;
            long begun = System.nanoTime();
            notes.keeps(id + " silent");
            long between = System.nanoTime();
            notes.keepsAndSays(id, room);
            silent[i] = between - begun;
            said[i] = System.nanoTime() - between;
        }
        Arrays.sort(silent);
        Arrays.sort(said);
        return silent[many / 2] / 1000 + " " + said[many / 2] / 1000;
    }

    /** Says something, and goes on only when {@link #release} is called. */
    @Transactional
    public String holds(String room) throws InterruptedException {
        say(room, "held");
        holding.countDown();
        return released.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? "released" : "not released";
    }

    /** Waits until the other one holds. */
    public String awaitHolding() throws InterruptedException {
        return holding.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? "holding" : "not holding";
    }

    /** Lets it go on. */
    public String release() {
        released.countDown();
        return "released";
    }

    /** The process ends behind the commit, before anybody could hear of it. */
    @Transactional
    public String dies(String room) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what is behind the commit matters
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    Runtime.getRuntime().halt(137);
                }
            }
        });
        book.write(room);
        say(room, "last words");
        return "done";
    }
}
