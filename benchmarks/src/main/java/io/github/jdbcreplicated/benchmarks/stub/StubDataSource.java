package io.github.jdbcreplicated.benchmarks.stub;

import java.io.PrintWriter;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** A server that answers every query with one row: the number it was created with, plus the parameter if there is one. */
public final class StubDataSource extends UnsupportedDataSource {
    private final long answer;

    /** Creates a server; {@code answer} tells it from others. */
    public StubDataSource(long answer) {
        this.answer = answer;
    }

    @Override
    public Connection getConnection() {
        return new StubConnection(answer);
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) {
        return new StubConnection(answer);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {}
}
