package io.parley.log;

/**
 * The way of a draft that a transaction of an application has left in the database. An engine that works on the same
 * database takes the publication away there in the very transaction that stores the entry, so it is stored once,
 * whatever breaks in between and however many nodes have seen it. Any thread may call.
 */
public final class Passage {

    private final long publication;
    private final Convoy convoy;
    private volatile boolean over;

    /**
     * A way.
     *
     * @param publication its key in the database
     * @param convoy those that go one after the other
     */
    public Passage(long publication, Convoy convoy) {
        this.publication = publication;
        this.convoy = convoy;
    }

    /**
     * Drafts that go one after the other. Whoever sends them halts them when one could not be stored now; then an
     * engine that has not stored the others yet does not.
     */
    public static final class Convoy {

        private volatile boolean halted;

        /** All are on their way. */
        public Convoy() {}

        /** One could not be stored now. */
        public void halt() {
            halted = true;
        }

        /**
         * Whether one could not be stored.
         *
         * @return true from then on
         */
        public boolean isHalted() {
            return halted;
        }
    }

    /**
     * What is on its way.
     *
     * @return the key of the publication in the database
     */
    public long publication() {
        return publication;
    }

    /**
     * With whom it goes.
     *
     * @return shared with the others
     */
    public Convoy convoy() {
        return convoy;
    }

    /** The publication has been taken away in the database, and the entry stored. */
    public void arrived() {
        over = true;
    }

    /**
     * Whether the publication has been taken away in the database.
     *
     * @return false where the engine has nothing to do with that database
     */
    public boolean isOver() {
        return over;
    }
}
