package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.ResultSetMetaData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row: of one number, or of what a server says of itself. */
final class StubResultSet extends UnsupportedResultSet {
    private final long value;
    private final Object @Nullable [] row;
    private boolean read;
    private boolean closed;

    StubResultSet(long value, Object @Nullable [] row) {
        this.value = value;
        this.row = row;
    }

    @Override
    public boolean next() {
        boolean isFirst = !read;
        read = true;
        return isFirst;
    }

    @Override
    public long getLong(int column) {
        return row == null ? value : ((Number) row[column - 1]).longValue();
    }

    @Override
    public int getInt(int column) {
        return (int) getLong(column);
    }

    @Override
    public boolean getBoolean(int column) {
        return (Boolean) Objects.requireNonNull(row)[column - 1];
    }

    @Override
    public String getString(int column) {
        return String.valueOf(Objects.requireNonNull(row)[column - 1]);
    }

    @Override
    public ResultSetMetaData getMetaData() {
        return new StubResultSetMetaData();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
