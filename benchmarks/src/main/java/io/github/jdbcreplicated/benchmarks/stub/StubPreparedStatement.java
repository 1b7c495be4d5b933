package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.ResultSet;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * A statement with at most one parameter, which is added to the answer; or one that asks the server about itself. One class
 * for both, as drivers have.
 */
final class StubPreparedStatement extends UnsupportedPreparedStatement {
    private final long answer;
    private final Answers answers;
    private final Object @Nullable [] row;
    private long parameter;
    private boolean closed;

    StubPreparedStatement(long answer, Answers answers, @Nullable String question) {
        this.answer = answer;
        this.answers = answers;
        this.row = question == null ? null : answers.to(question);
    }

    @Override
    public void setLong(int index, long value) {
        parameter = value;
    }

    @Override
    public void setObject(int index, Object value) {
        setLong(index, (Long) value);
    }

    @Override
    public ResultSet executeQuery() {
        return new StubResultSet(answer + parameter, row);
    }

    /** The answer once more: a field that keeps it would make the statement larger for who never asks. */
    @Override
    public ResultSet getResultSet() {
        return executeQuery();
    }

    @Override
    public ResultSet executeQuery(String sql) {
        return new StubResultSet(answer, Answers.isQuestion(sql) ? answers.to(sql) : null);
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
