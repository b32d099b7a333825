/**
 * What only WildFly offers. On any other server the classes of this package notice its absence and do nothing.
 *
 * <p>May import the core's ports, {@code jakarta.servlet}, {@code jakarta.enterprise.concurrent} and WildFly's own
 * interfaces.
 */
@NullMarked
package io.parley.container.wildfly;

import org.jspecify.annotations.NullMarked;
