/**
 * The scopes for an application's beans: one for each connection, one for each room.
 *
 * <p>Annotations only, on top of Jakarta CDI; the contexts behind them are composition's business, and nothing else of
 * Parley uses them.
 */
@NullMarked
package io.parley.scope;

import org.jspecify.annotations.NullMarked;
