/** A log-in as simple as can be, for the integration tests that need principals. It is deployed with the WAR. */
@NullMarked
package io.parley.it.login;

import org.jspecify.annotations.NullMarked;
