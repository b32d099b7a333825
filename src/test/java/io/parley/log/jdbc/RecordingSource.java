package io.parley.log.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * A data source that writes down which statements are run, with their parameters, and keeps nothing: where something
 * would be committed, it is rolled back. For one thread.
 */
final class RecordingSource {

    private final DataSource real;
    private final List<Call> calls = new ArrayList<>();

    RecordingSource(DataSource real) {
        this.real = real;
    }

    /** Sets a parameter. */
    @FunctionalInterface
    private interface Setter {

        void set(PreparedStatement statement) throws ReflectiveOperationException;
    }

    /** A statement that was run. */
    record Call(String sql, List<Setter> setters) {

        /** Prepares it once more, with the same parameters, behind other words. */
        PreparedStatement prepare(Connection connection, String words) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(words + " " + sql);
            for (Setter setter : setters) {
                try {
                    setter.set(statement);
                } catch (ReflectiveOperationException e) {
                    throw new SQLException(e);
                }
            }
            return statement;
        }
    }

    /** What has been run. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = invoke(real, method, arguments);
                    return method.getName().equals("getConnection") ? wrap((Connection) result) : result;
                });
    }

    private Connection wrap(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        connection.rollback();
                        return null;
                    }
                    Object result = invoke(connection, method, arguments);
                    return method.getName().equals("prepareStatement")
                            ? wrap((PreparedStatement) result, (String) arguments[0])
                            : result;
                });
    }

    private PreparedStatement wrap(PreparedStatement statement, String sql) {
        Map<Object, Setter> setters = new TreeMap<>();
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setLong", "setInt", "setString", "setBytes", "setNull" ->
                            setters.put(arguments[0], again -> method.invoke(again, arguments));
                        case "executeQuery", "executeUpdate", "addBatch" ->
                            calls.add(new Call(sql, List.copyOf(setters.values())));
                        default -> {
                            // Tells nothing new
                        }
                    }
                    return invoke(statement, method, arguments);
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
