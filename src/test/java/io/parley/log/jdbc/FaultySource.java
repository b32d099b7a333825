package io.parley.log.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source whose connections fail when a test wants them to. */
final class FaultySource {

    /** What happens at a moment of a connection's life. */
    @FunctionalInterface
    interface Fault {

        void strike() throws SQLException;
    }

    /** The kind of failure that a broken connection shows. */
    static final Fault BROKEN = () -> {
        throw new SQLNonTransientConnectionException("broken, on purpose", "08006");
    };

    private static final Fault NONE = () -> {};

    private final DataSource real;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();

    volatile Fault onOpen = NONE;
    volatile Fault beforeStatement = NONE;
    volatile Fault beforeCommit = NONE;
    volatile Fault behindCommit = NONE;

    /** Of what makes a commit last, where the database needs that. */
    volatile Fault beforeCheckpoint = NONE;

    FaultySource(DataSource real) {
        this.real = real;
    }

    /** All is well again. */
    void heal() {
        onOpen = NONE;
        beforeStatement = NONE;
        beforeCommit = NONE;
        behindCommit = NONE;
        beforeCheckpoint = NONE;
    }

    /** How many transactions have been committed. */
    int commits() {
        return commits.get();
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return invoke(real, method, arguments);
                    }
                    onOpen.strike();
                    return wrap((Connection) invoke(real, method, arguments));
                });
    }

    /** The answer to the next commit is lost, and the commit is done only later, on a connection that nobody has. */
    void loseNextCommit() {
        losing.set(true);
    }

    private static void commitLater(Connection connection) {
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> {
            try (connection) {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Connection wrap(Connection connection) {
        AtomicBoolean taken = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (taken.get()) {
                        return method.getName().equals("isClosed") ? true : null;
                    }
                    switch (method.getName()) {
                        case "prepareStatement" -> beforeStatement.strike();
                        case "createStatement" -> beforeCheckpoint.strike();
                        case "commit" -> {
                            if (losing.compareAndSet(true, false)) {
                                taken.set(true);
                                commitLater(connection);
                                BROKEN.strike();
                            }
                            beforeCommit.strike();
                            invoke(connection, method, arguments);
                            commits.incrementAndGet();
                            behindCommit.strike();
                            return null;
                        }
                        default -> {
                            // As it is
                        }
                    }
                    return invoke(connection, method, arguments);
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
