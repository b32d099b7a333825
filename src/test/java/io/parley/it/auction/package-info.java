/**
 * An application that lives with Parley's rooms and connections: an auction in each room, a visit for each connection.
 * Deployed with the WAR by the integration tests, and driven by them over HTTP.
 */
@NullMarked
package io.parley.it.auction;

import org.jspecify.annotations.NullMarked;
