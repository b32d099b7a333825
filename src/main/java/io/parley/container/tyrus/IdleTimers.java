package io.parley.container.tyrus;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spares a server whose sessions have no idle timeout (Jakarta WebSocket, {@code Session.setMaxIdleTimeout}) the timers
 * for it. Payara's Tyrus has its scheduler run an empty task at once for each message, ping and pong in either
 * direction, and for each of those the server saves the thread's context, for which it looks for services in files:
 * several times what the frame costs otherwise. Tyrus keeps its scheduler in a private field, in whose place one is put
 * that does not take such tasks. Sessions that have a timeout keep it. May be used by any thread.
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
            if (field.get(container) instanceof ScheduledExecutorService scheduler) {
                field.set(container, sparing(scheduler));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
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
        ScheduledFuture<?> over = scheduler.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                IdleTimers.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                new Sparing(scheduler, over));
    }

    /**
     * Does not take what is due at once: Tyrus has nothing else of that kind.
     *
     * @param over what is answered in its place
     */
    private record Sparing(ScheduledExecutorService scheduler, ScheduledFuture<?> over) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("schedule") && arguments != null && arguments[1].equals(0L)) {
                return over;
            }
            try {
                return method.invoke(scheduler, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
