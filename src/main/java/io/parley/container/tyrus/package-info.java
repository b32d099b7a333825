/**
 * The hold on connections where Tyrus is the WebSocket layer and Grizzly the web server, which is on Payara and
 * GlassFish: the handshake's request is wrapped, so that the upgrade (Jakarta Servlet, section 2.3.3.5) gives Tyrus
 * streams of ours, in which frames are seen and judged.
 *
 * <p>Imports the ports, {@code frame}, {@code jakarta.servlet} and {@code org.glassfish.grizzly}; loaded only where
 * those are. No thread belongs to a connection: what must not happen twice at once is guarded by a lock of the half
 * that it belongs to, and neither Tyrus nor the chat is ever called with one held.
 */
@NullMarked
package io.parley.container.tyrus;

import org.jspecify.annotations.NullMarked;
