/** An application's own look at frames, deployed with Parley's WAR. */
@NullMarked
package io.parley.it.doorman;

import org.jspecify.annotations.NullMarked;
