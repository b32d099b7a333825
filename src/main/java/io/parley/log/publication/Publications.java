package io.parley.log.publication;

/**
 * What transactions of applications have published and is on its way into the rooms, for an application to inject. Any
 * thread may call; nothing blocks.
 */
public interface Publications {

    /** Looks for committed publications now, instead of some time within {@code parley.publications.sweep}. */
    void relay();

    /**
     * How it goes.
     *
     * @return the figures of this node; all zero where no database is used
     */
    PublicationStatistics statistics();
}
