package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/** A {@link Statement} that supports nothing. */
@NullUnmarked
@SuppressWarnings("deprecation")
abstract class UnsupportedStatement implements Statement {
    @Override
    public void addBatch(String a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void cancel() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void clearBatch() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void clearWarnings() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void close() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public ResultSet executeQuery(String a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean execute(String a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean execute(String a, String[] b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean execute(String a, int b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean execute(String a, int[] b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int executeUpdate(String a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int executeUpdate(String a, String[] b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int executeUpdate(String a, int b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int executeUpdate(String a, int[] b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public Connection getConnection() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getFetchDirection() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getFetchSize() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getMaxRows() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean getMoreResults(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getResultSetType() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isClosed() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isPoolable() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setCursorName(String a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setEscapeProcessing(boolean a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setMaxFieldSize(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setMaxRows(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setPoolable(boolean a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setQueryTimeout(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        throw Stub.unsupported();
    }
}
