/**
 * An application with a log-in of the container's own, whose observers note on whose behalf they are called. Deployed
 * with the WAR by the integration tests, and driven by them over HTTP.
 */
@NullMarked
package io.parley.it.identity;

import org.jspecify.annotations.NullMarked;
