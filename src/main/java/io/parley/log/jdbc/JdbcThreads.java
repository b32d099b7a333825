package io.parley.log.jdbc;

import java.util.concurrent.Executor;

/**
 * The threads of the log in a database. None of them runs a task within the call; each may refuse one by
 * {@link java.util.concurrent.RejectedExecutionException}.
 *
 * @param writer stores; its tasks block, and one thread is enough
 * @param readers read; their tasks block, so there are as many at a time as it has threads
 * @param followers keep the node up with others; their tasks block, and one thread is enough
 * @param upkeep take away what is over, and erase; their tasks block for as long as there is something to do, and one
 *     thread for each is enough
 * @param handOuts tell listeners; nothing blocks there
 */
public record JdbcThreads(Executor writer, Executor readers, Executor followers, Executor upkeep, Executor handOuts) {}
