package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Replicas that die, hang or stand still are found out, and nobody waits for them: without that, what is awaited here
 * would not come. How soon it has to come is for the fault suite to tell, which has the machine to itself.
 */
class DeadReplicaTest extends PositionTest {
    @AfterEach
    void wellAgain() {
        cluster.heal();
    }

    @Test
    void aReadOnAReplicaThatFreezesIsEndedAndTheReplicaIsOut() throws Exception {
        UnitOfWork unit = get();
        CompletableFuture<Duration> failed = new CompletableFuture<>();
        Thread reader = new Thread(() -> failed.complete(failureOf(unit, "SELECT pg_sleep(6)")));
        reader.start();
        await(() -> unit.replica("default") != null && pools.active() == 1);
        String node = unit.replica("default");
        cluster.node(node).freeze();
        failed.get(20, TimeUnit.SECONDS);
        assertThat(unit.marks()).contains(Mark.LOST);
        NodeState state = stateOf(node);
        assertThat(state.up()).isFalse();
        assertThat(state.evidence()).contains("has not answered for");
        reader.join();
    }

    @Test
    void aReadThatWaitsInThePoolOfAReplicaThatFreezesGoesElsewhere() throws Exception {
        Duration waitOfPool = Duration.ofSeconds(30);
        try (Pools single = new Pools(cluster, config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(waitOfPool.toMillis());
                });
                ReplicatedDataSource waiting = build(ReplicatedDataSource.builder()
                        .primary(
                                "primary",
                                single.get("primary"),
                                cluster.primary().dataSource())
                        .replica("replica-1", single.get("replica-1"), first.dataSource(), 1));
                var scope = ReplicationScope.join(get());
                Connection only = waiting.getConnection()) {
            only.setAutoCommit(false);
            assertThat(single.serving(only)).isEqualTo("replica-1");
            FutureTask<String> read = new FutureTask<>(() -> {
                try (var own = ReplicationScope.join(get());
                        Connection connection = waiting.getConnection()) {
                    return single.serving(connection);
                }
            });
            new Thread(read, "reader").start();
            await(() -> single.get("replica-1").getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
            first.freeze();
            Duration wait = waitOfPool.dividedBy(2);
            assertThat(read.get(wait.toSeconds(), TimeUnit.SECONDS)).isEqualTo("primary");
        }
    }

    @Test
    void aReplicaThatIsWellAgainIsGivenWorkAgain() throws SQLException {
        first.freeze();
        await(() -> !stateOf("replica-1").up());
        first.thaw();
        await(() -> stateOf("replica-1").up());
        await(() -> servedBy("SELECT 1").equals("replica-1"));
    }

    @Test
    void aBlackholedReplicaIsOut() throws SQLException {
        first.network().blackhole();
        await(() -> !stateOf("replica-1").up());
        assertThat(dataSource.state().replicas().get(1).up()).isTrue();
    }

    @Test
    void aReplicaWhoseConnectionsWereEndedServesOnWithoutBeingOut() throws SQLException {
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            String node = pools.serving(connection);
            cluster.node(node).terminateConnections();
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(pools.serving(connection)).as("after its transaction").isEqualTo("primary");
            connection.rollback();
            await(() -> servedBy("SELECT 1").equals(node));
        }
    }

    @Test
    void aReplicaWhoseReplayHoldsATableIsOutWhenReadsWaitForIt() throws Exception {
        try (Connection migration = pools.get("primary").getConnection();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("ALTER TABLE note ADD COLUMN extra int");
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            first.pauseReplay();
            migration.commit();
        }
        second.awaitReplayed(cluster.primary().writePosition(), Duration.ofSeconds(10));
        Set<Duration> waits = ConcurrentHashMap.newKeySet();
        await(() -> {
            waits.add(took(() -> readOrFail("SELECT count(*) FROM note")));
            return !stateOf("replica-1").up();
        });
        assertThat(stateOf("replica-1").evidence()).contains("lock");
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(10)) < 0);
        first.resumeReplay();
        await(() -> stateOf("replica-1").up());
    }

    @Test
    void aDrainedReplicaGetsNoWorkUntilItIsAdmitted() throws SQLException {
        dataSource.drain("replica-1");
        assertThat(stateOf("replica-1").drained()).isTrue();
        assertThat(IntStream.range(0, 50).mapToObj(i -> nodeOfARead()).collect(Collectors.toSet()))
                .containsExactly("replica-2");
        dataSource.admit("replica-1");
        await(() -> nodeOfARead().equals("replica-1"));
        assertThatThrownBy(() -> dataSource.drain("primary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drain(\"primary\")");
        assertThatThrownBy(() -> dataSource.drain("nowhere")).hasMessageContaining("no node 'nowhere'");
    }

    @Test
    void whileNoReplicaServesThePrimaryServesAsManyReadsAsTheBudgetAllows() throws SQLException {
        open(builder().outageBudget(1).maxWait(Duration.ofMillis(50)));
        dataSource.drain("replica-1");
        dataSource.drain("replica-2");
        try (var scope = ReplicationScope.join(get());
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_UP);
            assertThatThrownBy(() -> readIn(get(), "SELECT 1"))
                    .isInstanceOf(NoNodeAvailableException.class)
                    .hasMessageContaining("replicated.outage-budget");
            post("UPDATE note SET text = 'written all the same' WHERE id = 1");
        }
        readIn(get(), "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_UP);
    }

    @Test
    void requestsWithTheSameTokenShareHalfOfTheBudget() throws SQLException {
        open(builder().outageBudget(2).maxWait(Duration.ofMillis(50)));
        var token = post("UPDATE note SET text = 'asked for a lot' WHERE id = 1");
        var sameAgain = token.with("default", system, positionIn(token), 0);
        var other = post("UPDATE note SET text = 'of somebody else' WHERE id = 1");
        dataSource.drain("replica-1");
        dataSource.drain("replica-2");
        try (var scope = ReplicationScope.join(get(token));
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            assertThatThrownBy(() -> get(sameAgain, "SELECT 1")).isInstanceOf(NoNodeAvailableException.class);
            get(other, "SELECT 1");
        }
    }

    @Test
    void aQuestionToAReplicaThatFreezesIsEnded() throws Exception {
        dataSource.drain("replica-2");
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> frozen = new CompletableFuture<>();
        CompletableFuture<Duration> failed = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (var scope = ReplicationScope.join(get());
                    Connection connection = dataSource.getConnection();
                    ResultSet rows = connection.getMetaData().getTables(null, null, "note", null)) {
                asked.complete(null);
                frozen.join();
                failed.complete(took(
                        () -> assertThatThrownBy(() -> connection.getMetaData().getColumns(null, null, "note", null))));
            } catch (SQLException e) {
                assertThat(failed).as("before it was closed").isDone();
            }
        });
        reader.start();
        asked.get(10, TimeUnit.SECONDS);
        assertThat(pools.get("replica-1").getHikariPoolMXBean().getActiveConnections())
                .isEqualTo(1);
        first.freeze();
        frozen.complete(null);
        failed.get(20, TimeUnit.SECONDS);
        reader.join();
    }

    @Test
    void whenTheBudgetIsSpentAReadThatAsksForNothingIsServedLateAndSaysSo() throws SQLException {
        open(builder().outageBudget(0).maxLag(Duration.ofSeconds(1)).maxWait(Duration.ZERO));
        pauseReplicas();
        post("UPDATE note SET text = 'not seen yet' WHERE id = 1");
        await(() -> dataSource.state().replicas().stream().noneMatch(NodeState::up));
        UnitOfWork unit = get();
        readIn(unit, "SELECT text FROM note WHERE id = 1");
        assertThat(lastReason()).isEqualTo(Reason.BUDGET_SPENT);
        assertThat(unit.marks()).contains(Mark.STALE);
        unit.mark(Mark.RECOVERY_CONFLICT);
        unit.beginAgain(Target.REPLICA);
        assertThatThrownBy(() -> readIn(unit, "SELECT 1"))
                .as("what replay has cancelled once")
                .isInstanceOf(NoNodeAvailableException.class);
        var token = post("UPDATE note SET text = 'seen by its client alone' WHERE id = 1");
        assertThatThrownBy(() -> get(token, "SELECT 1")).isInstanceOf(NoNodeAvailableException.class);
    }

    @Test
    void whenTheBudgetIsSpentNobodyIsTakenBackBehindWhatTheyHaveRead() throws SQLException {
        open(builder()
                .consistency(Consistency.SESSION)
                .outageBudget(0)
                .maxLag(Duration.ofSeconds(1))
                .maxWait(Duration.ZERO));
        UnitOfWork reader = get();
        readIn(reader, "SELECT 1");
        pauseReplicas();
        post("UPDATE note SET text = 'not seen yet' WHERE id = 1");
        await(() -> dataSource.state().replicas().stream().noneMatch(NodeState::up));
        cluster.node(reader.replica("default")).kill();
        await(() -> stateOf(reader.replica("default")).evidence().contains("not be asked"));
        UnitOfWork last = get();
        last.continueFrom(reader.token());
        assertThatThrownBy(() -> readIn(last, "SELECT 1")).isInstanceOf(NoNodeAvailableException.class);
        assertThat(last.marks()).containsExactly(Mark.UNAVAILABLE);
        UnitOfWork stranger = get();
        readIn(stranger, "SELECT 1");
        assertThat(stranger.marks()).containsExactly(Mark.STALE);
    }

    @Test
    void aSlowReplicaIsLeftToRestWhileAnotherServes() throws SQLException {
        first.network().delay(Duration.ofMillis(150));
        await(() -> !stateOf("replica-1").up());
        assertThat(stateOf("replica-1").evidence()).contains("to answer, and another");
        second.network().delay(Duration.ofMillis(150));
        await(() -> stateOf("replica-1").up() && stateOf("replica-2").up());
    }

    @Test
    void replicasAreAddedAndRemovedUnderLoad() throws Exception {
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica("replica-1", pools.get("replica-1"), first.dataSource(), 1));
        AtomicBoolean over = new AtomicBoolean();
        AtomicIntegerArray done = new AtomicIntegerArray(3);
        List<CompletableFuture<Void>> readers = IntStream.range(0, done.length())
                .mapToObj(reader -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        try {
                            readIn(get(), "SELECT 1");
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                        done.incrementAndGet(reader);
                    }
                }))
                .toList();
        for (int i = 0; i < 3; i++) {
            dataSource.addReplica("replica-2", pools.get("replica-2"), second.dataSource(), 1);
            await(() -> isServing("replica-2"));
            dataSource.removeReplica("replica-2");
            awaitOneMoreOfEach(done);
            int from = leases.size();
            await(() -> leases.size() > from + 10);
            assertThat(List.copyOf(leases).subList(from, from + 10))
                    .extracting(Route::node)
                    .containsOnly("replica-1");
        }
        over.set(true);
        CompletableFuture.allOf(readers.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> dataSource.removeReplica("primary")).hasMessageContaining("it is the primary");
        assertThatThrownBy(() -> dataSource.addReplica("replica-1", pools.get("replica-2"), second.dataSource(), 1))
                .hasMessageContaining("is used by another node");
    }

    @Test
    void aWriteAfterAReadOnAReplicaIsRefusedWhereTheWorkIsRunOnceMore() throws SQLException {
        UnitOfWork unit = get();
        unit.repeatableWhile(() -> true);
        assertThatThrownBy(() -> readThenWrite(unit)).isInstanceOf(RouteConflictException.class);
        assertThat(unit.marks()).containsExactly(Mark.REFUSED);
        assertThat(unit.hasWritten()).isFalse();
        unit.beginAgain(Target.PRIMARY);
        readThenWrite(unit);
        assertThat(unit.marks()).isEmpty();
        assertThat(unit.hasWritten()).isTrue();
    }

    @Test
    void workThatIsRunOnceMoreIsNotGivenTheReplicaThatLetItDown() throws SQLException {
        for (int i = 0; i < 10; i++) {
            UnitOfWork unit = get();
            String lost;
            try (var scope = ReplicationScope.join(unit);
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                lost = pools.serving(connection);
                cluster.node(lost).terminateConnections();
                assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            }
            unit.beginAgain(Target.REPLICA);
            readIn(unit, "SELECT 1");
            assertThat(leases.get(leases.size() - 1).node()).isNotEqualTo(lost);
        }
    }

    @Test
    void workThatIsRunOnceMoreIsGivenNoConnectionThatIsLost() throws SQLException {
        AtomicInteger losses = new AtomicInteger();
        open(ReplicatedDataSource.builder()
                .primary(
                        "primary",
                        losing(cluster.primary(), losses),
                        cluster.primary().dataSource())
                .replica("replica-1", losing(first, losses), first.dataSource(), 1)
                .replica("replica-2", losing(second, losses), second.dataSource(), 1));
        await(() -> stateOf("replica-1").up() && stateOf("replica-2").up());
        UnitOfWork unit = get();
        losses.set(3);
        assertThatThrownBy(() -> readIn(unit, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThat(losses).hasValue(2);
        unit.beginAgain(Target.REPLICA);
        assertThat(readIn(unit, "SELECT 1")).isEqualTo("1");
        assertThat(losses).hasValue(0);
    }

    /** The node's pool, which now and then gives a connection that was lost, and does not know. */
    private DataSource losing(PostgresNode node, AtomicInteger losses) {
        return changed(node.name(), connection -> {
            if (losses.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                node.terminateConnections();
            }
        });
    }

    @Test
    void aPoolThatGivesClosedConnectionsIsPassedOver() throws SQLException {
        AtomicBoolean closing = new AtomicBoolean();
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica(
                        "replica-1",
                        changed("replica-1", connection -> {
                            if (closing.get()) {
                                connection.close();
                            }
                        }),
                        first.dataSource(),
                        1)
                .replica("replica-2", pools.get("replica-2"), second.dataSource(), 1));
        await(() -> stateOf("replica-1").up() && stateOf("replica-2").up());
        closing.set(true);
        for (int i = 0; i < 20; i++) {
            assertThat(readIn(get(), "SELECT 1")).isEqualTo("1");
        }
    }

    private DataSource changed(String node, Change change) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(pools.get(node), arguments);
                    if (answer instanceof Connection connection) {
                        change.of(connection);
                    }
                    return answer;
                });
    }

    @FunctionalInterface
    private interface Change {
        void of(Connection connection) throws SQLException;
    }

    @Test
    void whenNoNodeServesTheUnitIsMarkedSo() throws SQLException {
        cluster.nodes().forEach(PostgresNode::kill);
        await(() -> !dataSource.acceptsWrites()
                && dataSource.state().replicas().stream().noneMatch(NodeState::up));
        UnitOfWork unit = get();
        assertThatThrownBy(() -> readIn(unit, "SELECT 1")).isInstanceOf(NoNodeAvailableException.class);
        assertThat(unit.marks()).contains(Mark.UNAVAILABLE);
    }

    private void readThenWrite(UnitOfWork unit) throws SQLException {
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            String read = query(connection, "SELECT text FROM note WHERE id = 2");
            update(connection, "UPDATE note SET text = '" + read + "' WHERE id = 2");
        }
    }

    @Test
    void closeEndsEverythingWhileAReplicaIsFrozen() throws SQLException {
        PGSimpleDataSource probe = (PGSimpleDataSource) first.dataSource();
        probe.setLoginTimeout(2);
        probe.setSocketTimeout(2);
        open(ReplicatedDataSource.builder()
                .cluster("closing")
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica("replica-1", pools.get("replica-1"), probe, 1));
        first.freeze();
        await(() -> !stateOf("replica-1").up());
        assertThat(took(dataSource::close)).isLessThan(Duration.ofSeconds(5));
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("-closing")));
    }

    @Test
    void aMonitorThatIsInterruptedGoesOn() throws SQLException {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("replicated-monitor-default"))
                .forEach(Thread::interrupt);
        first.kill();
        await(() -> !stateOf("replica-1").up());
    }

    private Duration failureOf(UnitOfWork unit, String sql) {
        try {
            return took(() -> {
                try {
                    readIn(unit, sql);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).startsWith("08");
                    return;
                }
                throw new AssertionError("it was answered");
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void readOrFail(String sql) {
        try {
            readIn(get(), sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
        }
    }

    private String servedBy(String sql) {
        readOrFail(sql);
        return leases.get(leases.size() - 1).node();
    }

    private String nodeOfARead() {
        return servedBy("SELECT 1");
    }

    private boolean isServing(String node) {
        return !leases.isEmpty() && leases.get(leases.size() - 1).node().equals(node);
    }

    /** Waits until none of them is at what it had begun before. */
    private void awaitOneMoreOfEach(AtomicIntegerArray done) throws SQLException {
        int[] before = IntStream.range(0, done.length()).map(done::get).toArray();
        await(() -> IntStream.range(0, before.length).allMatch(each -> done.get(each) > before[each]));
    }

    private NodeState stateOf(String node) {
        return dataSource.state().replicas().stream()
                .filter(state -> state.name().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
