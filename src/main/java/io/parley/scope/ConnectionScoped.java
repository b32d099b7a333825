package io.parley.scope;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One instance for each connection (Jakarta CDI, section 6.3: a normal scope).
 *
 * <p>It is active in whatever is called for a connection, on whichever thread: the endpoint's callbacks, and observers
 * of {@code ConnectionOpened}, {@code ConnectionIdentified} and {@code ConnectionClosed}. An instance is made when it
 * is first used and destroyed once, when the observers of {@code ConnectionClosed} have returned, or with the
 * application. Callbacks and observers of one connection may run at the same time on different threads, so an instance
 * has to be safe for that. Once the connection's life is over nothing is active for it any more
 * ({@link jakarta.enterprise.context.ContextNotActiveException}).
 *
 * <p>Where it is active, {@code io.parley.session.Connection} can be injected: the one that is called for.
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConnectionScoped {}
