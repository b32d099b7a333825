/**
 * An application that embeds Parley, as its author would write it: deployed with the WAR by the integration tests, and
 * driven by them over HTTP.
 */
@NullMarked
package io.parley.it.app;

import org.jspecify.annotations.NullMarked;
