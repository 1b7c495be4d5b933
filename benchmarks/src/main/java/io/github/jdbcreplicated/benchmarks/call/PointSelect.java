package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.ReplicationScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One row by its key, from {@code getConnection} to the last {@code close}.
 *
 * <p>In an application the connection and the statement pass through code that the compiler cannot see through, so they
 * are allocated. Here everything is small enough to be inlined, and objects that are never seen outside may vanish:
 * fewer, the more of them there are. Therefore the operations with a bar store both in fields, in every contender alike;
 * those named {@code …Confined} do not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PointSelect {
    static final long ID = 7;

    private static final String WITHOUT_PARAMETER = "select balance from account where id = 7";
    private static final String WITH_PARAMETER = "select balance from account where id = ?";

    /** Who runs. */
    @Param
    public Contender contender = Contender.HIKARI;

    /** Where the operation's objects are seen; written by it, read by nobody. */
    public @Nullable Connection connection;

    /** As {@link #connection}. */
    public @Nullable PreparedStatement statement;

    private @Nullable ReplicationScope scope;
    private boolean marksReadOnly;

    @SuppressWarnings("NullAway.Init") // both by openPools, before anything else runs
    private Pools pools;

    @SuppressWarnings("NullAway.Init")
    private DataSource dataSource;

    /** Opens the contender's pools. */
    @Setup(Level.Trial)
    public void openPools() {
        pools = new Pools(contender);
        dataSource = pools.dataSource();
        marksReadOnly = contender.marksReadOnly();
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void closePools() throws Exception {
        pools.close();
    }

    /** Opens the contender's scope on the thread that runs the operations. */
    @Setup(Level.Iteration)
    public void openScope() {
        scope = contender.openScope();
    }

    /** Closes it. */
    @TearDown(Level.Iteration)
    public void closeScope() {
        if (scope != null) {
            scope.close();
        }
    }

    /** Without a parameter. */
    @Benchmark
    public long read(Usage usage) throws SQLException {
        usage.operations++;
        try (Connection opened = open()) {
            connection = opened;
            try (PreparedStatement prepared = opened.prepareStatement(WITHOUT_PARAMETER)) {
                statement = prepared;
                return answer(prepared);
            }
        }
    }

    /** With one parameter. */
    @Benchmark
    public long readWithParameter(Usage usage) throws SQLException {
        usage.operations++;
        try (Connection opened = open()) {
            connection = opened;
            try (PreparedStatement prepared = opened.prepareStatement(WITH_PARAMETER)) {
                statement = prepared;
                prepared.setLong(1, ID);
                return answer(prepared);
            }
        }
    }

    /** As {@link #read}, without storing anything. */
    @Benchmark
    public long readConfined(Usage usage) throws SQLException {
        usage.operations++;
        try (Connection opened = open();
                PreparedStatement prepared = opened.prepareStatement(WITHOUT_PARAMETER)) {
            return answer(prepared);
        }
    }

    /** As {@link #readWithParameter}, without storing anything. */
    @Benchmark
    public long readWithParameterConfined(Usage usage) throws SQLException {
        usage.operations++;
        try (Connection opened = open();
                PreparedStatement prepared = opened.prepareStatement(WITH_PARAMETER)) {
            prepared.setLong(1, ID);
            return answer(prepared);
        }
    }

    private Connection open() throws SQLException {
        Connection opened = dataSource.getConnection();
        if (marksReadOnly) {
            opened.setReadOnly(true);
        }
        return opened;
    }

    private static long answer(PreparedStatement prepared) throws SQLException {
        try (ResultSet results = prepared.executeQuery()) {
            return results.next() ? results.getLong(1) : -1;
        }
    }
}
