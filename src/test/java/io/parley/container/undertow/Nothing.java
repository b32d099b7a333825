package io.parley.container.undertow;

import java.lang.reflect.Proxy;

/** What stands below the last conduit: whoever calls it has gone too far. */
final class Nothing {

    private Nothing() {}

    static <T> T as(Class<T> conduit) {
        return conduit.cast(Proxy.newProxyInstance(
                conduit.getClassLoader(), new Class<?>[] {conduit}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
