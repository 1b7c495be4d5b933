package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.ResultSet;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** A statement with at most one parameter, which is added to the answer. */
final class StubPreparedStatement extends UnsupportedPreparedStatement {
    private final long answer;
    private long parameter;
    private boolean closed;

    StubPreparedStatement(long answer) {
        this.answer = answer;
    }

    @Override
    public void setLong(int index, long value) {
        parameter = value;
    }

    @Override
    public ResultSet executeQuery() {
        return new StubResultSet(answer + parameter);
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
