/**
 * The hold on connections under Undertow, the web server of WildFly: frames are seen and judged in its conduits, below
 * its own WebSocket layer, and what we send and our close frames go out there.
 *
 * <p>Imports the ports, {@code frame}, {@code jakarta.servlet}, {@code io.undertow} and {@code org.xnio}; loaded only
 * where those are. What touches a conduit runs on the connection's I/O thread.
 */
@NullMarked
package io.parley.container.undertow;

import org.jspecify.annotations.NullMarked;
