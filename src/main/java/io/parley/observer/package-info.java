/**
 * How an application's observers are told: off the threads that serve connections, in order, and with a bound.
 *
 * <p>Plain Java, imports nothing of Parley. Everything here may be used by any thread; observers run on the executor.
 */
@NullMarked
package io.parley.observer;

import org.jspecify.annotations.NullMarked;
