/**
 * HTTP: the filter that gives a handshake its right answer before the container sees it, and the port by which it takes
 * hold of the connection.
 *
 * <p>Imports the core, {@code jakarta.servlet}, and {@code io.github.bucket4j} for the pace. Runs on the container's
 * request threads and never blocks.
 */
@NullMarked
package io.parley.web;

import org.jspecify.annotations.NullMarked;
