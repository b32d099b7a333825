/**
 * An endpoint at {@code /echo}, for suites that test the conformance of servers: it sends back each message, behind the
 * same look at each frame as the chat. {@code mvn wildfly:run -Pecho} serves it; it is no part of the product.
 */
@NullMarked
package io.parley.it.echo;

import org.jspecify.annotations.NullMarked;
