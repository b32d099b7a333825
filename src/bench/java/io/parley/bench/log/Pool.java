package io.parley.bench.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are opened once. Who wants one waits for it, without a limit; who came first is first, as in
 * WildFly's pools. Any thread may call.
 */
final class Pool implements AutoCloseable {

    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle;
    private final DataSource source;

    Pool(DataSource physical, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            all.add(physical.getConnection());
        }
        idle = new ArrayBlockingQueue<>(connections, true, all);
        source = proxy(DataSource.class, (method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return lend();
            }
            return invoke(physical, method, arguments);
        });
    }

    private interface Calls {

        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    DataSource source() {
        return source;
    }

    private Connection lend() throws InterruptedException {
        Connection connection = idle.take();
        AtomicBoolean returned = new AtomicBoolean();
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "close" -> {
                if (returned.compareAndSet(false, true)) {
                    connection.setAutoCommit(true);
                    idle.add(connection);
                }
                yield null;
            }
            case "isClosed" -> returned.get() || connection.isClosed();
            default -> invoke(connection, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                Pool.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
