package io.github.jdbcreplicated.internal.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was set on a statement before it had a server, kept for each server that it meets. */
final class StatementSettings {
    private final int resultSetType;
    private final int resultSetConcurrency;
    private final @Nullable Integer resultSetHoldability;

    @Nullable
    Integer maxFieldSize;

    @Nullable
    Long maxRows;

    @Nullable
    Integer queryTimeout;

    @Nullable
    Integer fetchDirection;

    @Nullable
    Integer fetchSize;

    @Nullable
    Boolean escapeProcessing;

    @Nullable
    Boolean poolable;

    @Nullable
    String cursorName;

    boolean closeOnCompletion;

    /** Statements to execute together; empty while no batch is being made. */
    final List<String> batch = new ArrayList<>();

    private StatementSettings(int resultSetType, int resultSetConcurrency, @Nullable Integer resultSetHoldability) {
        this.resultSetType = resultSetType;
        this.resultSetConcurrency = resultSetConcurrency;
        this.resultSetHoldability = resultSetHoldability;
    }

    static StatementSettings standard() {
        return new StatementSettings(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, null);
    }

    static StatementSettings of(int resultSetType, int resultSetConcurrency, @Nullable Integer resultSetHoldability) {
        return new StatementSettings(resultSetType, resultSetConcurrency, resultSetHoldability);
    }

    int resultSetType() {
        return resultSetType;
    }

    int resultSetConcurrency() {
        return resultSetConcurrency;
    }

    @Nullable
    Integer resultSetHoldability() {
        return resultSetHoldability;
    }

    Statement create(Connection connection) throws SQLException {
        return resultSetHoldability == null
                ? connection.createStatement(resultSetType, resultSetConcurrency)
                : connection.createStatement(resultSetType, resultSetConcurrency, resultSetHoldability);
    }

    void applyTo(Statement statement) throws SQLException {
        apply(maxFieldSize, statement::setMaxFieldSize);
        apply(maxRows, rows -> setMaxRows(statement, rows));
        apply(queryTimeout, statement::setQueryTimeout);
        apply(fetchDirection, statement::setFetchDirection);
        apply(fetchSize, statement::setFetchSize);
        apply(escapeProcessing, statement::setEscapeProcessing);
        apply(poolable, statement::setPoolable);
        apply(cursorName, statement::setCursorName);
        if (closeOnCompletion) {
            statement.closeOnCompletion();
        }
    }

    /** Not every driver has the large variant. */
    static void setMaxRows(Statement statement, long rows) throws SQLException {
        if (rows <= Integer.MAX_VALUE) {
            statement.setMaxRows((int) rows);
        } else {
            statement.setLargeMaxRows(rows);
        }
    }

    private static <T> void apply(@Nullable T value, Setter<T> setter) throws SQLException {
        if (value != null) {
            setter.set(value);
        }
    }

    /** Sets one thing on a statement. */
    @FunctionalInterface
    private interface Setter<T> {
        void set(T value) throws SQLException;
    }
}
