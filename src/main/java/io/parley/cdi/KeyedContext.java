package io.parley.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The context of a scope that has one life for each key (Jakarta CDI, section 6.2): active on a thread within
 * {@link #run}, while the key's life lasts. May be used by any thread.
 *
 * @param <K> tells lives apart; one key has one life at a time
 * @param <S> whose life it is
 */
final class KeyedContext<K, S> implements AlterableContext {

    private final Map<K, LifeStore<S>> stores = new ConcurrentHashMap<>();
    /** Not static: each deployment and each scope has its own. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable K> current = new ThreadLocal<>();

    private final Class<? extends Annotation> scope;
    private volatile boolean stopped;

    KeyedContext(Class<? extends Annotation> scope) {
        this.scope = scope;
    }

    /** A life begins. */
    void begin(K key, S subject) {
        if (!stopped) {
            stores.put(key, new LifeStore<>(subject));
        }
        if (stopped) {
            end(key);
        }
    }

    /** A life ends: what was made in it is destroyed, on this thread. Does nothing where there is none. */
    void end(K key) {
        @Nullable LifeStore<S> store = stores.get(key);
        if (store != null) {
            run(key, () -> end(key, store));
        }
    }

    /** A life ends in which nothing was made; false where something was, and nothing is changed. */
    boolean endUnused(K key) {
        @Nullable LifeStore<S> store = stores.get(key);
        return store == null || (store.endEmpty() && stores.remove(key, store));
    }

    private void end(K key, LifeStore<S> store) {
        if (store.end()) {
            stores.remove(key, store);
        }
    }

    /** All lives end, and no more begin. */
    void stop() {
        stopped = true;
        stores.keySet().forEach(this::end);
    }

    /** How many lives there are. */
    int size() {
        return stores.size();
    }

    /** Runs something as a part of a life; where that has not begun, or is over, nothing is active. */
    void run(K key, Runnable call) {
        @Nullable K outer = current.get();
        current.set(key);
        try {
            call.run();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    /** Whose life this is called in. */
    S subject() {
        return active().subject();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public boolean isActive() {
        return find() != null;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        return active().findOrMake(contextual, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return active().find(contextual);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        active().destroy(contextual);
    }

    private LifeStore<S> active() {
        @Nullable LifeStore<S> store = find();
        if (store == null) {
            throw new ContextNotActiveException("@" + scope.getSimpleName() + " is not active here");
        }
        return store;
    }

    private @Nullable LifeStore<S> find() {
        @Nullable K key = current.get();
        @Nullable LifeStore<S> store = key == null ? null : stores.get(key);
        return store != null && store.isActive() ? store : null;
    }
}
