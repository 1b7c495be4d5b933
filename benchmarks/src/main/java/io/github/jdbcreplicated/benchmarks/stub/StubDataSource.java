package io.github.jdbcreplicated.benchmarks.stub;

import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.io.PrintWriter;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers every query with one row: the number it was created with, plus the parameter if there is one. Asked
 * about itself, it answers as a PostgreSQL server does that never moves.
 */
public final class StubDataSource extends UnsupportedDataSource {
    private final long answer;
    private final Answers answers;

    private StubDataSource(long answer, boolean replica) {
        this.answer = answer;
        this.answers = new Answers(answer, replica);
    }

    /** Creates a primary; {@code answer} tells it from other servers. */
    public static StubDataSource primary(long answer) {
        return new StubDataSource(answer, false);
    }

    /** Creates a replica; {@code answer} tells it from other servers. */
    public static StubDataSource replica(long answer) {
        return new StubDataSource(answer, true);
    }

    /** What a client carries that has written in this cluster, and whom every replica serves: all are where it wrote. */
    public static ConsistencyToken token(String cluster) {
        return token(cluster, new Position(Answers.TIMELINE, Answers.LSN));
    }

    /** As {@link #token(String)}, of a client that has written up to this position. */
    public static ConsistencyToken token(String cluster, Position written) {
        return ConsistencyToken.NONE.with(cluster, Answers.SYSTEM, written, 0);
    }

    @Override
    public Connection getConnection() {
        return new StubConnection(answer, answers);
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) {
        return getConnection();
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
