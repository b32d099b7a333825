package io.parley.scope;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One instance for each room of this node (Jakarta CDI, section 6.3: a normal scope).
 *
 * <p>Every bean of this scope is made when a room appears, before anything is told of the room, and destroyed once,
 * when the room has ended and all of it was told, or with the application. It is active while {@code Joined},
 * {@code Left} and {@code Posted} of that room are told, so its observers hear of their own room only, one at a time
 * and in the room's order: an instance that is touched by nothing else needs no lock. A room that appears while the
 * application's observers are {@code parley.observers.waiting} notifications behind has no beans of this scope, which
 * is counted as a notification lost.
 *
 * <p>Where it is active, {@code io.parley.room.Room} can be injected: the one that is told of.
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface RoomScoped {}
