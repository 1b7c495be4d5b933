package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.TransactionHint.Transaction;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every line of the decision table, on a primary and two streaming replicas. */
@PostgresClusterTest(replicas = 2)
class RoutingOverReplicationTest {
    private final PostgresCluster cluster;
    private final Pools pools;
    private final List<ReplicatedDataSource> opened = new ArrayList<>();
    private final List<Route> leases = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private Transaction transaction = Transaction.NONE;
    private ReplicatedDataSource dataSource;

    RoutingOverReplicationTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.pools = new Pools(cluster);
        this.dataSource = build(pools.builder());
    }

    @BeforeEach
    void aTableThatEveryNodeHas() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS counter (id int PRIMARY KEY, n int)");
            statement.execute("INSERT INTO counter VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET n = 0");
        }
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        leases.clear();
    }

    @AfterEach
    void everyConnectionIsBackInItsPool() {
        assertThat(pools.active()).isZero();
        assertThat(ReplicationScope.current()).isNull();
        opened.forEach(ReplicatedDataSource::close);
        pools.close();
    }

    @Test
    void withoutAScopeWorkGoesToThePrimary() throws SQLException {
        assertThat(serving()).isEqualTo("primary");
        assertReasons(Reason.NO_SCOPE);
    }

    @Test
    void anInferredReadGoesToAReplicaAndStaysOnIt() throws SQLException {
        try (var scope = ReplicationScope.join(get())) {
            String first = serving();
            assertThat(first).startsWith("replica-");
            for (int i = 0; i < 20; i++) {
                assertThat(serving()).isEqualTo(first);
            }
        }
        assertThat(leases).allMatch(route -> route.reason() == Reason.INFERRED_REPLICA);
    }

    @Test
    void bothReplicasServe() throws SQLException {
        for (int i = 0; i < 100; i++) {
            ReplicationScope.onReplica(() -> serving());
        }
        assertThat(leases).extracting(Route::node).contains("replica-1", "replica-2");
    }

    @Test
    void anInferredWriteGoesToThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(UnitOfWork.inferring(Target.PRIMARY))) {
            assertThat(serving()).isEqualTo("primary");
        }
        assertReasons(Reason.INFERRED_PRIMARY);
    }

    @Test
    void theKillSwitchSendsEverythingToThePrimaryAtOnce() throws SQLException {
        dataSource.setMode(RoutingMode.PRIMARY_ONLY);
        try (var scope = ReplicationScope.join(get());
                var explicit = ReplicationScope.openReplica()) {
            assertThat(serving()).isEqualTo("primary");
            dataSource.setMode(RoutingMode.AUTO);
            assertThat(serving()).startsWith("replica-");
        }
        assertReasons(Reason.KILL_SWITCH, Reason.EXPLICIT_REPLICA);
    }

    @Test
    void explicitOnlyLeavesExplicitReplicasAlone() throws SQLException {
        dataSource.setMode(RoutingMode.EXPLICIT_ONLY);
        try (var scope = ReplicationScope.join(get())) {
            assertThat(serving()).isEqualTo("primary");
            assertThat(ReplicationScope.<String, SQLException>onReplica(() -> serving()))
                    .startsWith("replica-");
        }
        assertReasons(Reason.EXPLICIT_ONLY, Reason.EXPLICIT_REPLICA);
    }

    @Test
    void theInnermostExplicitTargetWins() throws SQLException {
        try (var outer = ReplicationScope.openReplica()) {
            assertThat(ReplicationScope.<String, SQLException>onPrimary(() -> serving()))
                    .isEqualTo("primary");
            assertThat(serving()).startsWith("replica-");
        }
        assertReasons(Reason.EXPLICIT_PRIMARY, Reason.EXPLICIT_REPLICA);
    }

    @Test
    void serializableGoesToThePrimaryWhichAloneCanServeIt() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            assertThat(pools.serving(connection)).isEqualTo("primary");
            connection.commit();
        }
        assertReasons(Reason.SERIALIZABLE);
    }

    @Test
    void aPoolThatIsSerializableByDefaultGoesToThePrimary() throws SQLException {
        try (Pools serializable = new Pools(cluster, config -> {
                    if (config.getPoolName().equals("primary")) {
                        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
                    }
                });
                ReplicatedDataSource source = build(serializable.builder());
                var scope = ReplicationScope.join(get());
                Connection connection = source.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(serializable.serving(connection)).isEqualTo("primary");
        }
        assertReasons(Reason.SERIALIZABLE);
    }

    @Test
    void aTransactionStaysOnTheNodeWhereItBegan() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            String node = pools.serving(connection);
            assertThat(node).startsWith("replica-");
            assertThat(pools.serving(connection)).isEqualTo(node);
            connection.commit();
        }
        assertReasons(Reason.INFERRED_REPLICA);
    }

    @Test
    void anOpenStatementHoldsItsConnectionOnThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            try (Statement open = connection.createStatement()) {
                try (var primary = ReplicationScope.openPrimary()) {
                    pools.serving(open);
                }
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
        assertReasons(Reason.EXPLICIT_PRIMARY, Reason.INFERRED_REPLICA);
    }

    @Test
    void aUnitThatHasWrittenReadsItsWriteFromThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get())) {
            update("UPDATE counter SET n = n + 1");
            assertThat(serving()).isEqualTo("primary");
        }
        assertReasons(Reason.WRITE_STATEMENT, Reason.WROTE_EARLIER);
    }

    @Test
    void aUnitOfAnotherClusterIsNotConcerned() throws SQLException {
        try (Pools others = new Pools(cluster);
                ReplicatedDataSource orders = others.builder().cluster("orders").build();
                var scope = ReplicationScope.join(get())) {
            update("UPDATE counter SET n = n + 1");
            try (Connection connection = orders.getConnection()) {
                assertThat(others.serving(connection)).startsWith("replica-");
            }
        }
    }

    @Test
    void aCommittedTransactionThatMayHaveWrittenCountsAsAWrite() throws SQLException {
        transaction = Transaction.READ_WRITE;
        try (var scope = ReplicationScope.join(get())) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                assertThat(pools.serving(connection)).isEqualTo("primary");
                connection.commit();
            }
            transaction = Transaction.NONE;
            assertThat(serving()).isEqualTo("primary");
        }
        assertReasons(Reason.READ_WRITE_TRANSACTION, Reason.WROTE_EARLIER);
    }

    @Test
    void aTransactionThatWasRolledBackLeavesNoWrite() throws SQLException {
        transaction = Transaction.READ_WRITE;
        try (var scope = ReplicationScope.join(get())) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                pools.serving(connection);
                connection.rollback();
            }
            transaction = Transaction.NONE;
            assertThat(serving()).startsWith("replica-");
        }
    }

    @Test
    void aReadOnlyTransactionOfTheFrameworkReadsFromAReplica() throws SQLException {
        transaction = Transaction.READ_ONLY;
        try (var scope = ReplicationScope.join(get())) {
            assertThat(serving()).startsWith("replica-");
        }
    }

    @Test
    void readWriteTransactionsFollowTheTargetWhereThatIsAskedFor() throws SQLException {
        transaction = Transaction.READ_WRITE;
        try (ReplicatedDataSource byTarget = build(pools.builder().readWriteTransactionsByTarget(true));
                var scope = ReplicationScope.join(get());
                Connection connection = byTarget.getConnection()) {
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
    }

    @Test
    void aWritingStatementOfAReadGoesToThePrimaryUnannotated() throws SQLException {
        try (var scope = ReplicationScope.join(get())) {
            assertThat(value("UPDATE counter SET n = n + 1 RETURNING n")).isEqualTo(1);
        }
        assertReasons(Reason.WRITE_STATEMENT);
        assertThat(advice).isEmpty();
    }

    @Test
    void aWriteAfterAReadOfTheSameConnectionGoesToThePrimaryAndIsTold() throws SQLException {
        UnitOfWork unit = get();
        unit.setHandler("CounterController#count");
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT n FROM counter");
            statement.executeUpdate("UPDATE counter SET n = n + 1");
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_AFTER_REPLICA_READ);
        assertThat(advice).singleElement().asString().contains("CounterController#count", "may be old", "@UsePrimary");
        assertThat(value("SELECT n FROM counter")).isEqualTo(1);
    }

    @Test
    void aTransactionThatReadFromAReplicaMovesToThePrimaryToWrite() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(pools.serving(connection)).startsWith("replica-");
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE counter SET n = 7");
            }
            assertThat(pools.serving(connection)).isEqualTo("primary");
            connection.commit();
        }
        assertThat(value("SELECT n FROM counter")).isEqualTo(7);
    }

    @Test
    void aRepeatableReadTransactionCannotMoveAndSaysSo() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            pools.serving(connection);
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate("UPDATE counter SET n = 7"))
                        .isInstanceOf(RouteConflictException.class);
            }
            connection.rollback();
        }
    }

    @Test
    void rowsBeingReadFromAReplicaStayReadableWhileAWriteGoesToThePrimary() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                Statement reading = connection.createStatement();
                Statement writing = connection.createStatement()) {
            ResultSet rows = reading.executeQuery("SELECT generate_series(1, 3)");
            int seen = 0;
            while (rows.next()) {
                writing.executeUpdate("UPDATE counter SET n = n + 1");
                seen++;
            }
            assertThat(seen).isEqualTo(3);
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_AFTER_REPLICA_READ);
    }

    @Test
    void askingForThePrimaryInsideATransactionOnAReplicaIsAConflictThatNamesItsRemedies() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            pools.serving(connection);
            try (var primary =
                    ReplicationScope.with(Target.PRIMARY).origin("Stock.lock").open()) {
                assertThatThrownBy(() -> pools.serving(connection))
                        .isInstanceOf(RouteConflictException.class)
                        .hasMessageContaining("Stock.lock asks for the primary")
                        .hasMessageContaining("its transaction is on 'replica-")
                        .hasMessageContaining("@UsePrimary on the method that begins it")
                        .hasMessageContaining("outside of it");
            }
            connection.rollback();
        }
        assertThat(unit.marks()).containsExactly(Mark.ROUTE_CONFLICT);
    }

    @Test
    void askingForThePrimaryBeforeTheFirstStatementRaisesTheTransaction() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var primary = ReplicationScope.openPrimary()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            assertThat(pools.serving(connection)).isEqualTo("primary");
            connection.commit();
        }
        assertReasons(Reason.EXPLICIT_PRIMARY);
    }

    @Test
    void aScopeOpenedInsideATransactionNeverLowersIt() throws SQLException {
        try (var post = ReplicationScope.join(UnitOfWork.inferring(Target.PRIMARY));
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var replica = ReplicationScope.openReplica()) {
                assertThat(pools.serving(connection)).isEqualTo("primary");
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE counter SET n = 3");
            }
            connection.commit();
        }
        assertThat(value("SELECT n FROM counter")).isEqualTo(3);
        assertThat(leases.get(0).reason()).isEqualTo(Reason.INFERRED_PRIMARY);
    }

    @Test
    void aWriteWhereAReplicaWasAskedForIsRefusedByItWithAdvice() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var post = ReplicationScope.join(unit);
                var replica = ReplicationScope.with(Target.REPLICA)
                        .origin("Search.find")
                        .open()) {
            assertThatThrownBy(() -> update("UPDATE counter SET n = 1"))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "25006")
                    .satisfies(failure -> assertThat(failure.getSuppressed()[0])
                            .hasMessageContaining("refused a write")
                            .hasMessageContaining("Search.find")
                            .hasMessageContaining("Remove @UseReplica")
                            .hasMessageNotContaining("HTTP method"));
        }
        assertThat(unit.marks()).containsExactly(Mark.REFUSED);
        assertThat(advice).hasSize(1);
    }

    @Test
    void aWriteThatLooksLikeAReadIsRefusedByTheReplicaAndMarksTheUnit() throws SQLException {
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit)) {
            assertThatThrownBy(() -> value("WITH w AS (UPDATE counter SET n = 5 RETURNING n) SELECT n FROM w"))
                    .hasFieldOrPropertyWithValue("SQLState", "25006");
        }
        assertThat(unit.marks()).containsExactly(Mark.REFUSED);
    }

    @Test
    void strictRefusesWhatWouldBeRepaired() throws SQLException {
        try (ReplicatedDataSource strict = build(pools.builder().strict(true));
                var scope = ReplicationScope.join(get());
                Connection connection = strict.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE counter SET n = 1"))
                    .isInstanceOf(RouteConflictException.class)
                    .hasMessageContaining("replicated.strict=true")
                    .hasMessageContaining("@UsePrimary");
        }
    }

    @Test
    void withoutAScopeAReadOnlyConnectionReadsFromAReplicaWhereThatIsAskedFor() throws SQLException {
        try (ReplicatedDataSource lenient = build(pools.builder().unscopedReadOnlyToReplica(true));
                Connection connection = lenient.getConnection()) {
            connection.setReadOnly(true);
            assertThat(pools.serving(connection)).startsWith("replica-");
        }
        assertReasons(Reason.UNSCOPED_READ_ONLY);
    }

    @Test
    void aConnectionUsedAfterItsUnitEndedHasNoScope() throws SQLException {
        Connection connection;
        try (var scope = ReplicationScope.join(get())) {
            connection = dataSource.getConnection();
        }
        try (connection;
                var other = ReplicationScope.openReplica()) {
            assertThat(pools.serving(connection)).isEqualTo("primary");
        }
        assertReasons(Reason.NO_SCOPE);
    }

    @Test
    void sessionStatePinsTheConnectionToItsNode() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '5s'");
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE counter SET n = 1"))
                    .isInstanceOf(RouteConflictException.class)
                    .hasMessageContaining("pinned");
        }
    }

    @Test
    void anAccessModePinsNothing() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            statement.executeUpdate("UPDATE counter SET n = 1");
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.WRITE_STATEMENT);
    }

    @Test
    void aPreparedStatementIsPreparedWhereItIsExecuted() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT n FROM counter WHERE id = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE counter SET n = ? WHERE id = ? RETURNING n")) {
            read.setInt(1, 1);
            write.setInt(1, 42);
            write.setInt(2, 1);
            assertThat(leases).isEmpty();
            write.execute();
            try (ResultSet row = read.executeQuery()) {
                row.next();
                assertThat(row.getInt(1))
                        .as("prepared before the write, executed after it")
                        .isEqualTo(42);
            }
        }
        assertReasons(Reason.WRITE_STATEMENT);
    }

    @Test
    void aReplicaThatIsDownIsPassedOverForThePrimaryAndServesAgainOnceItIsWell() throws SQLException {
        try (ReplicatedDataSource watched = build(pools.builder().pollInterval(Duration.ofMillis(50)))) {
            kill("replica-1");
            kill("replica-2");
            assertThat(readIn(watched)).isEqualTo("primary");
            assertThat(readIn(watched)).isEqualTo("primary");
            assertThat(watched.state().replicas()).noneMatch(NodeState::up);
            assertThat(watched.state().replicas().get(0).evidence()).contains("could not be");
            cluster.heal();
            PositionTest.await(() -> readIn(watched).startsWith("replica-"));
        }
        assertThat(leases).anyMatch(route -> route.reason() == Reason.NO_REPLICA_UP);
    }

    @Test
    void withFallbackFailAReadThatNoReplicaCanServeFailsAndSaysWhy() throws SQLException {
        try (ReplicatedDataSource failing = build(pools.builder().fallback(Fallback.FAIL))) {
            kill("replica-1");
            kill("replica-2");
            assertThatThrownBy(() -> {
                        readIn(failing);
                        readIn(failing);
                    })
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("replicated.fallback=fail")
                    .hasMessageContaining("'replica-1'");
        }
    }

    @Test
    void aReplicaThatGivesNothingIsPassedOverForAnotherWhereTheUnitHasReadNothingYet() throws SQLException {
        kill("primary");
        kill("replica-1");
        for (int i = 0; i < 10; i++) {
            assertThat(readIn(dataSource)).isEqualTo("replica-2");
        }
        try (ReplicatedDataSource failing = build(pools.builder().fallback(Fallback.FAIL))) {
            assertThat(readIn(failing)).isEqualTo("replica-2");
        }
    }

    @Test
    void aUnitThatHasReadFromItsReplicaDoesNotGoToAnother() throws SQLException {
        try (var scope = ReplicationScope.join(get())) {
            kill(serving());
            assertThat(serving()).isEqualTo("primary");
            assertThat(serving()).isEqualTo("primary");
        }
        assertReasons(Reason.INFERRED_REPLICA, Reason.NO_REPLICA_UP, Reason.NO_REPLICA_UP);
    }

    @Test
    void thePrimaryBeingDownDoesNotStopReads() throws SQLException {
        kill("primary");
        try (var scope = ReplicationScope.join(get())) {
            assertThat(serving()).startsWith("replica-");
        }
        assertThat(dataSource.acceptsWrites())
                .as("nobody has tried to write yet")
                .isTrue();
        assertThatThrownBy(() -> update("UPDATE counter SET n = 1")).isInstanceOf(SQLException.class);
        assertThat(dataSource.acceptsWrites()).isFalse();
        cluster.heal();
    }

    private ReplicatedDataSource build(ReplicatedDataSource.Builder builder) {
        ReplicatedDataSource built = builder.transactionHint(() -> transaction)
                .listener(new RoutingListener() {
                    @Override
                    public void leased(Route route) {
                        leases.add(route);
                    }

                    @Override
                    public void advised(Route route, String handler, String remedy) {
                        advice.add(handler + ": " + remedy);
                    }
                })
                .build();
        opened.add(built);
        return built;
    }

    /** Its pool notices at the next lease: HikariCP does not test a connection that was used within 500 ms. */
    private void kill(String node) {
        cluster.node(node).kill();
        pools.get(node).getHikariPoolMXBean().softEvictConnections();
    }

    private static UnitOfWork get() {
        return UnitOfWork.inferring(Target.REPLICA);
    }

    private String readIn(ReplicatedDataSource source) throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = source.getConnection()) {
            return pools.serving(connection);
        }
    }

    private String serving() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return pools.serving(connection);
        }
    }

    private int value(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void assertReasons(Reason... reasons) {
        assertThat(leases).extracting(Route::reason).containsExactly(reasons);
    }
}
