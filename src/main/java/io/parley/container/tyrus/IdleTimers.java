package io.parley.container.tyrus;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spares a server whose sessions have no idle timeout (Jakarta WebSocket, {@code Session.setMaxIdleTimeout}) the timers
 * for it. Tyrus gives its scheduler a task, due at once, for each message, ping and pong in either direction; all that
 * does is to ask whether there is a timeout. For each task Payara saves the thread's context, for which it looks for
 * services in files: several times what the frame costs otherwise. So the scheduler, which Tyrus keeps in a private
 * field for all endpoints of an application, is replaced by one that does not take what is due at once; what is due
 * later, as the timeout of a session that has one, is passed on. May be used by any thread.
 */
final class IdleTimers {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private static final String FIELD = "managedScheduledExecutorService";

    private boolean spared;

    /** Spares an application's {@code ServerContainer}; the first one counts, and null is none. */
    synchronized void spare(@Nullable Object container) {
        if (container != null && !spared) {
            spared = true;
            replaceScheduler(container);
        }
    }

    private static void replaceScheduler(Object container) {
        try {
            Field field = field(container).orElseThrow(() -> new NoSuchFieldException(FIELD));
            field.setAccessible(true);
            @Nullable Object scheduler = field.get(container);
            if (scheduler != null) {
                field.set(container, sparing((ScheduledExecutorService) scheduler));
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.INFO, "Each frame may begin a timer: this Tyrus is not known", e);
        }
    }

    private static Optional<Field> field(Object container) {
        return Stream.<Class<?>>iterate(container.getClass(), type -> type != null, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> field.getName().equals(FIELD))
                .findFirst();
    }

    private static ScheduledExecutorService sparing(ScheduledExecutorService scheduler) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                IdleTimers.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                new Sparing(scheduler));
    }

    /** Does not take what is due at once: Tyrus has nothing else of that kind. */
    private record Sparing(ScheduledExecutorService scheduler) implements InvocationHandler {

        private static final Over OVER = new Over();

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("schedule") && arguments != null && (long) arguments[1] <= 0) {
                return OVER;
            }
            try {
                return method.invoke(scheduler, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** What is over already, and came to nothing. */
    private static final class Over extends CompletableFuture<@Nullable Void>
            implements ScheduledFuture<@Nullable Void> {

        private Over() {
            complete(null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
