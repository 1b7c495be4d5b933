package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A connection that remembers what a pool sets on it, and prepares statements. */
final class StubConnection extends UnsupportedConnection {
    private final long answer;
    private final Answers answers;
    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean closed;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private int networkTimeout;

    StubConnection(long answer, Answers answers) {
        this.answer = answer;
        this.answers = answers;
    }

    @Override
    public Statement createStatement() {
        return new StubPreparedStatement(answer, answers, null);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) {
        if (Answers.isQuestion(sql) && Catalogue.isAsked(sql)) {
            return Catalogue.asking(sql);
        }
        return new StubPreparedStatement(answer, answers, Answers.isQuestion(sql) ? sql : null);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public DatabaseMetaData getMetaData() {
        return MetaData.create();
    }

    @Override
    public boolean getAutoCommit() {
        return autoCommit;
    }

    @Override
    public void setAutoCommit(boolean newAutoCommit) {
        autoCommit = newAutoCommit;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public void setReadOnly(boolean newReadOnly) {
        readOnly = newReadOnly;
    }

    @Override
    public int getTransactionIsolation() {
        return isolation;
    }

    @Override
    public void setTransactionIsolation(int level) {
        isolation = level;
    }

    @Override
    public int getNetworkTimeout() {
        return networkTimeout;
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) {
        networkTimeout = milliseconds;
    }

    @Override
    public void commit() {}

    @Override
    public void rollback() {}

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public boolean isValid(int timeout) {
        return !closed;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort(Executor executor) {
        closed = true;
    }
}
