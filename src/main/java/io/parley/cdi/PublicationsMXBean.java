package io.parley.cdi;

/**
 * What is seen of publications by JMX: {@code io.parley:type=Publications}, one for each deployment, with the keys
 * {@code application} and {@code module}.
 */
public interface PublicationsMXBean {

    /** Looks for committed publications now. */
    void relay();

    /**
     * How many this node has brought into their rooms since it started.
     *
     * @return 0 or more
     */
    long getRelayed();

    /**
     * How many no room could take.
     *
     * @return 0 or more
     */
    long getSetAside();

    /**
     * How many could not be brought into their rooms yet.
     *
     * @return 0 or more
     */
    long getWaiting();

    /**
     * How long the oldest of these waits.
     *
     * @return in seconds
     */
    long getOldestSeconds();
}
