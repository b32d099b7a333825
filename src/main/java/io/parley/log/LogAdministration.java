package io.parley.log;

import io.parley.protocol.UserKey;
import java.util.concurrent.CompletionStage;

/**
 * Port: what an operator does to the logs of all rooms, and wants to know of them, for an application to inject. Any
 * thread may call; nothing blocks.
 */
public interface LogAdministration {

    /**
     * Erases what a user has said, text and data, in all rooms. The entries keep their places, ids, senders and times.
     * What the user says while this goes on may be erased or not. Nodes that share the log give out no erased words
     * once they have noticed.
     *
     * @param user whose words
     * @return how many entries had words; fails with {@link LogUnavailableException}, and then some may have been
     *     erased
     */
    CompletionStage<Long> erase(UserKey user);

    /**
     * How it goes with the logs.
     *
     * @return the figures of this moment, of this node
     */
    LogStatistics statistics();
}
