package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One row by its key, from {@code getConnection} to the last {@code close}.
 *
 * <p>In an application the connection and the statement pass through code that the compiler cannot see through, so they
 * are allocated. Here everything is small enough to be inlined, and objects that are never seen outside may vanish:
 * fewer, the more of them there are. Therefore the operations store both in fields, in every contender alike; the one named
 * {@code readConfined} does not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PointSelect {
    static final long ID = 7;

    private static final String WITHOUT_PARAMETER = "select balance from account where id = 7";
    private static final String WITH_PARAMETER = "select balance from account where id = ?";

    /** Where the operation's objects are seen; written by it, read by nobody. */
    public @Nullable Connection connection;

    /** As {@link #connection}. */
    public @Nullable PreparedStatement statement;

    /** As {@link #connection}, by the operation that is about scopes alone. */
    public @Nullable AutoCloseable scope;

    private @Nullable AutoCloseable entered;
    private boolean marksReadOnly;

    @SuppressWarnings("NullAway.Init") // all by prepare, before anything else runs
    private Contender contender;

    @SuppressWarnings("NullAway.Init")
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init")
    private TransactionTemplate transaction;

    /** Has this thread work on the contender's pools, and fails if it does not read where its row says. */
    @Setup(Level.Trial)
    public void prepare(SharedPools pools) throws Exception {
        contender = pools.contender;
        dataSource = pools.dataSource();
        marksReadOnly = contender.marksReadOnly();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        transaction.setReadOnly(true);
        checkNodes();
    }

    /** Has the thread that runs the operations read from a replica, in the contender's own way. */
    @Setup(Level.Iteration)
    public void enter() {
        entered = contender.enter();
    }

    /** Ends that. */
    @TearDown(Level.Iteration)
    public void leave() throws Exception {
        if (entered != null) {
            entered.close();
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

    /** As {@link #readWithParameter}, as the only read of its unit of work. */
    @Benchmark
    @SuppressWarnings("try") // what it opens is the thread's, and needs no use
    public long readInOwnUnit(Usage usage) throws Exception {
        try (AutoCloseable own = contender.enter()) {
            return readWithParameter(usage);
        }
    }

    /** Nothing but what surrounds the work of a unit. */
    @Benchmark
    public void scope(Usage usage) throws Exception {
        usage.operations++;
        try (AutoCloseable own = contender.enter()) {
            scope = own;
        }
    }

    /** With a parameter, in a transaction that Spring's manager begins, marks read-only and commits. */
    @Benchmark
    public long springTransaction(Usage usage) {
        usage.operations++;
        return Objects.requireNonNull(transaction.execute(status -> readInTransaction()));
    }

    private long readInTransaction() {
        Connection opened = DataSourceUtils.getConnection(dataSource);
        connection = opened;
        try (PreparedStatement prepared = opened.prepareStatement(WITH_PARAMETER)) {
            statement = prepared;
            prepared.setLong(1, ID);
            return answer(prepared);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(opened, dataSource);
        }
    }

    private void checkNodes() throws Exception {
        enter();
        try {
            checkNode("reads", read(new Usage()));
            checkNode("reads in a transaction", springTransaction(new Usage()) - ID);
        } finally {
            leave();
        }
    }

    private void checkNode(String what, long node) {
        if (!contender.nodes().contains(node)) {
            throw new IllegalStateException(
                    contender + " " + what + " from node " + node + "; its row says one of " + contender.nodes());
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
