package io.parley.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contextual instances of one life, each made once. May be used by any thread; fields are guarded by this, which is
 * held while an instance is being made, and not while one is being destroyed.
 *
 * @param <S> whose life it is
 */
final class LifeStore<S> {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    private record Made<T>(Contextual<T> contextual, CreationalContext<T> creation, T instance) {
        void destroy() {
            contextual.destroy(instance, creation);
        }
    }

    private final S subject;
    private final ArrayDeque<Made<?>> newestFirst = new ArrayDeque<>(0);
    private final Map<Contextual<?>, Made<?>> made = new HashMap<>(0);
    private @Nullable Thread ending;

    LifeStore(S subject) {
        this.subject = subject;
    }

    S subject() {
        return subject;
    }

    /** Whether this thread may use it: while it ends, only what is done at the end may. */
    synchronized boolean isActive() {
        return ending == null || ending == Thread.currentThread();
    }

    /** The instance, where it was made and not destroyed: what was made of a contextual is of its type. */
    @SuppressWarnings("unchecked")
    synchronized <T> @Nullable T find(Contextual<T> contextual) {
        @Nullable Made<T> known = (Made<T>) made.get(contextual);
        return known == null ? null : known.instance();
    }

    /** The instance, made where there is none. */
    synchronized <T> T findOrMake(Contextual<T> contextual, CreationalContext<T> creation) {
        @Nullable T known = find(contextual);
        if (known != null) {
            return known;
        }
        if (!isActive()) {
            throw new ContextNotActiveException("the life that it belongs to is over");
        }
        Made<T> making = new Made<>(contextual, creation, contextual.create(creation));
        made.put(contextual, making);
        newestFirst.push(making);
        return making.instance();
    }

    void destroy(Contextual<?> contextual) {
        @Nullable Made<?> gone;
        synchronized (this) {
            gone = made.remove(contextual);
            if (gone == null || !newestFirst.remove(gone)) {
                return;
            }
        }
        gone.destroy();
    }

    /**
     * Destroys everything, the newest first. Until all of them are, they can be used by each other, and make what they
     * need for their end. False where somebody else has ended it, or is about to.
     */
    boolean end() {
        synchronized (this) {
            if (ending != null) {
                return false;
            }
            ending = Thread.currentThread();
        }
        @Nullable Made<?> next = next();
        while (next != null) {
            try {
                next.destroy();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "a bean could not be destroyed", e);
            }
            next = next();
        }
        return true;
    }

    /** Ends it where nothing was made; false where something was, or it has ended. */
    synchronized boolean endEmpty() {
        boolean ends = made.isEmpty() && ending == null;
        if (ends) {
            ending = Thread.currentThread();
        }
        return ends;
    }

    /** With none left, nothing is found any more. */
    private synchronized @Nullable Made<?> next() {
        if (newestFirst.isEmpty()) {
            made.clear();
        }
        return newestFirst.poll();
    }
}
