/**
 * The durable log: in a database, through a data source. An ack means that its entry has been committed; what that
 * survives is the database's promise.
 *
 * <p>One transaction at a time stores all that waits (group commit). A room's row in the database is locked by whoever
 * appends to it, so that nodes which share a database make one order. What a node is behind is read again, by the same
 * way whether another node stored it or a commit's answer was lost.
 *
 * <p>Imports {@code log}, {@code log.feed}, {@code protocol}, {@code time}, {@code java.sql}, {@code javax.sql} and, in
 * {@code Schema}, Flyway. JDBC blocks: it is called on the threads that are given to this package for it, never on a
 * caller's. SQL is portable to H2 and PostgreSQL.
 */
@NullMarked
package io.parley.log.jdbc;

import org.jspecify.annotations.NullMarked;
