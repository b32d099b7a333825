/**
 * A room's log: the port that all engines stand behind, and what goes in and comes out.
 *
 * <p>Imports {@code protocol}. Adapters are sub-packages, one for each engine, and nobody imports them but {@code cdi}.
 * Values here are immutable; the port may be called by any thread and never blocks.
 */
@NullMarked
package io.parley.log;

import org.jspecify.annotations.NullMarked;
