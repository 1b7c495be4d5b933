package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/** A {@link ResultSetMetaData} that supports nothing. */
@NullUnmarked
abstract class UnsupportedResultSetMetaData implements ResultSetMetaData {
    @Override
    public String getCatalogName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getColumnClassName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getColumnCount() throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getColumnDisplaySize(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getColumnLabel(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getColumnName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getColumnType(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getColumnTypeName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getPrecision(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int getScale(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getSchemaName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public String getTableName(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isAutoIncrement(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isCaseSensitive(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isCurrency(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isDefinitelyWritable(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public int isNullable(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isReadOnly(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isSearchable(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isSigned(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isWrapperFor(Class<?> a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public boolean isWritable(int a) throws SQLException {
        throw Stub.unsupported();
    }

    @Override
    public <T> T unwrap(Class<T> a) throws SQLException {
        throw Stub.unsupported();
    }
}
