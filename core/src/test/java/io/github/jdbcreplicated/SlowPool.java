package io.github.jdbcreplicated;

import io.github.jdbcreplicated.PositionTest.SqlAction;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool during whose {@code getConnection()} something happens. Belongs to one thread. */
final class SlowPool implements DataSource {
    private final DataSource pool;
    private @Nullable SqlAction next;

    SlowPool(DataSource pool) {
        this.pool = pool;
    }

    /** Has this happen once, before the next connection comes. */
    void beforeNext(SqlAction action) {
        next = action;
    }

    @Override
    public Connection getConnection() throws SQLException {
        SqlAction action = next;
        next = null;
        if (action != null) {
            action.run();
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool.getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("slow pool");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
