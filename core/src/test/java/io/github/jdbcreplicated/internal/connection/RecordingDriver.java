package io.github.jdbcreplicated.internal.connection;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A driver of which every object notes the calls to it, and answers each method always with the same value. */
final class RecordingDriver implements DataSource {

    /** One call of one method. */
    record Call(Method method, List<Object> arguments) {}

    /** What every object of this driver can be unwrapped to: itself. */
    interface Own {}

    /** The calls to statements, results, metadata and connections alike, in order. */
    final List<Call> calls = new ArrayList<>();

    private final Map<Object, Object> answers = new HashMap<>();
    private final Connection connection = (Connection) object(Connection.class);
    private Method failing;
    private SQLException failure;

    /** Lets the next calls of a method fail. */
    void failAt(Method method, SQLException with) {
        failing = method;
        failure = with;
    }

    void reset() {
        calls.clear();
        failing = null;
    }

    /** What every call of this method answers. */
    Object answerTo(Method method) {
        return answers.computeIfAbsent(method.toString(), key -> answer(method));
    }

    /** A value for a parameter; two parameters never get equal ones. */
    static Object argument(Class<?> type, int index) throws ReflectiveOperationException {
        if (type == boolean.class) {
            return true;
        }
        if (type.isPrimitive()) {
            return number(type, 40 + index);
        }
        if (type == String.class) {
            return "SELECT " + index;
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, argument(type.getComponentType(), index));
            return array;
        }
        if (type == Object.class) {
            return "object " + index;
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == Map.class) {
            return new HashMap<>(Map.of("type " + index, String.class));
        }
        if (type == Properties.class) {
            Properties properties = new Properties();
            properties.setProperty("name", "value " + index);
            return properties;
        }
        if (type == java.sql.SQLType.class) {
            return JDBCType.VARCHAR;
        }
        return type.isInterface()
                ? Proxy.newProxyInstance(
                        RecordingDriver.class.getClassLoader(),
                        new Class<?>[] {type},
                        (p, m, a) -> identity(p, m, a, type))
                : instance(type, index);
    }

    private static Object instance(Class<?> type, int index) {
        if (type == InputStream.class) {
            return InputStream.nullInputStream();
        }
        if (type == Reader.class) {
            return new StringReader("reader " + index);
        }
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(index);
        }
        if (type == Calendar.class) {
            return Calendar.getInstance();
        }
        try {
            return type == java.net.URL.class
                    ? URI.create("http://localhost/" + index).toURL()
                    : type.getConstructor(long.class).newInstance(index * 1_000L);
        } catch (ReflectiveOperationException | java.net.MalformedURLException e) {
            throw new IllegalArgumentException(type.toString(), e);
        }
    }

    private static Object number(Class<?> type, int value) {
        if (type == int.class) {
            return value;
        }
        if (type == long.class) {
            return (long) value;
        }
        if (type == short.class) {
            return (short) value;
        }
        if (type == byte.class) {
            return (byte) value;
        }
        if (type == float.class) {
            return (float) value;
        }
        return (double) value;
    }

    /** A value of the right type that no other method answers, as far as the type has as many. */
    private Object answer(Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        if (type == boolean.class) {
            return !method.getName().equals("isClosed") && !method.getName().equals("isReadOnly");
        }
        if (method.getName().equals("getTransactionIsolation")) {
            return Connection.TRANSACTION_READ_COMMITTED;
        }
        if (List.of(Connection.class, Statement.class, PreparedStatement.class, CallableStatement.class)
                        .contains(type)
                || type == ResultSet.class
                || type == DatabaseMetaData.class) {
            return object(type);
        }
        if (type == RowIdLifetime.class) {
            return RowIdLifetime.ROWID_VALID_SESSION;
        }
        if (type == java.sql.SQLWarning.class) {
            return new java.sql.SQLWarning("warning");
        }
        try {
            return argument(type, 100 + answers.size() % 20);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(method.toString(), e);
        }
    }

    private Object object(Class<?> type) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type, Own.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return identity(proxy, method, arguments, type);
                    }
                    calls.add(new Call(method, arguments == null ? List.of() : List.of(arguments)));
                    if (method.equals(failing)) {
                        throw failure;
                    }
                    return method.getName().equals("unwrap") ? proxy : answerTo(method);
                });
    }

    private static Object identity(Object proxy, Method method, Object[] arguments, Class<?> type) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a driver's " + type.getSimpleName();
        };
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return connection;
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> iface) {
        return iface.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) {
        return iface.isInstance(this);
    }
}
