package io.github.jdbcreplicated;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool that hands out one physical connection again and again, and resets nothing; a second one at once it refuses. */
public final class SingleConnectionPool implements DataSource, AutoCloseable {
    private final DataSource source;
    private final boolean autoCommit;
    private Connection physical;
    private boolean lent;

    /** Names of the methods called on what was handed out, in order. */
    public final List<String> calls = new ArrayList<>();

    /** Thrown once by the next call of the method {@link #failingMethod}. */
    public SQLException failure;

    public String failingMethod;

    /** The method that fails in the same way after the first failure. */
    public String afterFailure;

    public SingleConnectionPool(DataSource source, boolean autoCommit) {
        this.source = source;
        this.autoCommit = autoCommit;
    }

    /** The connection behind all that are handed out, while none is. */
    public Connection physical() throws SQLException {
        if (lent) {
            throw new IllegalStateException("the connection is handed out");
        }
        return open();
    }

    public boolean isLent() {
        return lent;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (lent) {
            throw new SQLTransientConnectionException("the only connection is handed out", "08001");
        }
        Connection target = open();
        lent = true;
        boolean[] closed = new boolean[1];
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    calls.add(method.getName());
                    if (method.getName().equals(failingMethod)) {
                        SQLException thrown = failure;
                        failingMethod = afterFailure;
                        afterFailure = null;
                        throw thrown;
                    }
                    if (method.getName().equals("close")) {
                        lent = lent && closed[0];
                        closed[0] = true;
                        return null;
                    }
                    return method.getName().equals("isClosed") && closed[0] ? true : invoke(method, target, args);
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("this pool has one user");
    }

    @Override
    public void close() throws SQLException {
        if (physical != null) {
            physical.close();
        }
    }

    private Connection open() throws SQLException {
        if (physical == null || physical.isClosed()) {
            physical = source.getConnection();
            physical.setAutoCommit(autoCommit);
        }
        return physical;
    }

    private static Object invoke(Method method, Object target, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
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
    public <T> T unwrap(Class<T> iface) throws SQLException {
        throw new SQLException("not a wrapper for " + iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) {
        return false;
    }
}
