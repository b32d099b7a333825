package io.parley.log.publication;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Port: the publications that wait in the database. All methods block, for any thread that may wait, and throw
 * {@link io.parley.log.LogUnavailableException} where the database cannot do it now.
 */
public interface PublicationStore {

    /**
     * The oldest ones that have been committed.
     *
     * @param most how many
     * @param mostChars of a text or of data, no more is read
     * @param leftOut rooms whose publications are not wanted
     * @return in the order of their keys, which is that of their writing within a transaction
     */
    List<WrittenPublication> oldest(int most, int mostChars, Set<String> leftOut);

    /**
     * How many there are.
     *
     * @param most where to stop counting
     * @return at most that
     */
    int count(int most);

    /**
     * Takes some away; those that are gone already do not matter.
     *
     * @param ids their keys
     */
    void take(Collection<Long> ids);

    /**
     * Sets some aside, where they block nobody and can be looked at; those that are gone already do not matter.
     *
     * @param reasons why, by key
     */
    void setAside(Map<Long, String> reasons);
}
