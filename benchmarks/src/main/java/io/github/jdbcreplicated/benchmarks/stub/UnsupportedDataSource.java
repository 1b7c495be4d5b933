package io.github.jdbcreplicated.benchmarks.stub;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/** A {@link DataSource} that supports nothing. */
@NullUnmarked
@SuppressWarnings("deprecation")
abstract class UnsupportedDataSource implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public Connection getConnection(String a, String b) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setLogWriter(PrintWriter a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public void setLoginTimeout(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        throw Stub.unsupported();
    }
}
