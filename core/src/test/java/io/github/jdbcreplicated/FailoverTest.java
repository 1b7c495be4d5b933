package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.cluster.WaitEndedException;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Writes go where the servers say that they are taken, and nowhere else. How soon after a promotion is for the fault
 * suite to tell, which has the machine to itself.
 */
class FailoverTest extends PositionTest {
    /** HikariCP's default. */
    private static final Duration WAIT_OF_POOL = Duration.ofSeconds(30);

    /** What was told of changes of the primary, in order. */
    private final List<String> primaries = new CopyOnWriteArrayList<>();

    /** A cluster that was rebuilt is empty; only with pg_monitor does a follower tell its timeline at once. */
    @BeforeEach
    void aTableAndARoleThatMayLook() throws SQLException {
        try (Connection admin = cluster.primary().adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("GRANT pg_monitor TO " + cluster.primary().user());
        }
        aTableThatEveryNodeHas(cluster);
        open(builder());
    }

    @Test
    void aPrimaryThatRefusesOnlyTheProbesLoginTakesWritesOn() throws SQLException {
        AtomicInteger refused = new AtomicInteger(-1);
        DataSource probe = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (refused.get() >= 0) {
                    refused.incrementAndGet();
                    throw new SQLException("password authentication failed", "28P01");
                }
                return cluster.primary().dataSource().getConnection();
            }
        };
        watchPrimaries(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), probe)
                .replica("replica-1", pools.get("replica-1"), first.dataSource(), 1));
        refused.set(0);
        cluster.primary().terminateConnections();
        await(() -> refused.get() >= 2);
        post("UPDATE note SET text = 'by a login of its own' WHERE id = 1");
        assertThat(dataSource.acceptsWrites()).isTrue();
        assertThat(primaries).isEmpty();
    }

    @Test
    void writesFollowTheReplicaThatIsPromoted() throws SQLException {
        watchPrimaries(builder());
        post("UPDATE note SET text = 'before' WHERE id = 1");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        cluster.primary().kill();
        await(() -> !dataSource.acceptsWrites());
        assertThatThrownBy(() -> post("UPDATE note SET text = 'nowhere' WHERE id = 1"))
                .isInstanceOf(NoNodeAvailableException.class)
                .hasMessageContaining("takes writes");
        assertThat(readIn(get(), "SELECT text FROM note WHERE id = 1")).isEqualTo("before");

        first.promote();
        await(() -> isPrimary("replica-1"));
        ConsistencyToken token = post("UPDATE note SET text = 'after' WHERE id = 1");

        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("replica-1");
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("after");
        assertThat(dataSource.state().primary().name()).isEqualTo("replica-1");
        assertThat(primaries).hasSize(2);
        assertThat(primaries.get(1)).matches("replica-1 true 'replica-1' takes writes on timeline \\d+");
    }

    @Test
    void theOldPrimaryServesReadsOnceItFollowsTheNew() throws SQLException {
        watchPrimaries(builder());
        cluster.primary().stop();
        first.promote();
        await(() -> isPrimary("replica-1"));
        cluster.primary().follow(first);
        second.follow(first);
        await(() -> dataSource.state().replicas().stream().allMatch(NodeState::up));
        assertThat(dataSource.state().replicas()).extracting(NodeState::role).containsOnly(Role.REPLICA);
        ConsistencyToken token = post("UPDATE note SET text = 'there and back' WHERE id = 2");
        await(() -> get(token, "SELECT text FROM note WHERE id = 2").equals("there and back")
                && leases.get(leases.size() - 1).node().equals("primary"));
    }

    @Test
    void ofTwoThatTakeWritesTheOneThatMoreFollowIsThePrimary() throws SQLException {
        watchPrimaries(builder());
        first.promote();
        await(() -> !dataSource.state().replicas().get(0).up());
        post("UPDATE note SET text = 'on the incumbent' WHERE id = 3");
        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("primary");
        assertThat(primaries).isEmpty();

        second.follow(first);
        await(() -> dataSource.state().primary().name().equals("replica-1"));
        post("UPDATE note SET text = 'on the elected' WHERE id = 3");
        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("replica-1");
        NodeState loser = dataSource.state().replicas().get(0);
        assertThat(loser.name()).isEqualTo("primary");
        assertThat(loser.up()).isFalse();
        assertThat(loser.evidence()).contains("takes writes");
    }

    @Test
    void anIncumbentThatIsFrozenIsReplacedByTheReplicaThatIsPromoted() throws SQLException {
        watchPrimaries(builder());
        cluster.primary().freeze();
        first.promote();
        await(() -> isPrimary("replica-1"));
        post("UPDATE note SET text = 'on the promoted' WHERE id = 3");
    }

    @Test
    void aWriteThatWaitsInTheFrozenPrimarysPoolGoesToThePromoted() throws Exception {
        withFullPools(() -> {
            cluster.primary().freeze();
            first.promote();
        });
        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("replica-1");
    }

    @Test
    void aWriteThatWaitsInTheDeadPrimarysPoolFailsAsOneThatComesLaterDoes() {
        assertThatThrownBy(() -> withFullPools(cluster.primary()::kill))
                .isInstanceOf(NoNodeAvailableException.class)
                .hasMessageContaining("takes writes")
                .hasCauseInstanceOf(WaitEndedException.class);
    }

    /** A write that waits for the only connection of its pool, which is in use, when this happens to the primary. */
    private void withFullPools(Runnable fault) throws Exception {
        try (Pools single = new Pools(cluster, config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(WAIT_OF_POOL.toMillis());
                });
                ReplicatedDataSource waiting = build(single.builder());
                Connection only = waiting.getConnection()) {
            update(only, "UPDATE note SET text = 'in use' WHERE id = 1");
            FutureTask<Boolean> write = new FutureTask<>(() -> {
                try (Connection connection = waiting.getConnection()) {
                    update(connection, "UPDATE note SET text = 'waited' WHERE id = 2");
                }
                return Thread.currentThread().isInterrupted();
            });
            new Thread(write, "writer").start();
            await(() -> single.get("primary").getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
            long began = System.nanoTime();
            fault.run();
            try {
                assertThat(write.get(60, TimeUnit.SECONDS)).as("interrupted").isFalse();
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            } finally {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WAIT_OF_POOL.dividedBy(2));
            }
        }
    }

    @Test
    void withFailoverOffAReplicaThatIsPromotedGetsNoWork() throws SQLException {
        watchPrimaries(builder().followFailover(false));
        cluster.primary().kill();
        first.promote();
        await(() -> !dataSource.state().replicas().get(0).up() && !dataSource.acceptsWrites());
        assertThat(dataSource.state().primary().name()).isEqualTo("primary");
        assertThatThrownBy(() -> post("UPDATE note SET text = 'nowhere' WHERE id = 1"))
                .isInstanceOf(NoNodeAvailableException.class);
    }

    @Test
    void aStartAfterAFailoverFindsThePrimaryWhereItIs() throws SQLException {
        cluster.primary().stop();
        first.promote();
        cluster.primary().follow(first);
        second.follow(first);
        watchPrimaries(builder());
        await(() -> dataSource.state().primary().name().equals("replica-1"));
        post("UPDATE note SET text = 'found' WHERE id = 1");
        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("replica-1");
    }

    @Test
    void aTokenFromBeforeThePromotionIsComparedWhereItsHistorySurvived() throws SQLException {
        watchPrimaries(builder().pollInterval(Duration.ofMillis(50)));
        ConsistencyToken token = post("UPDATE note SET text = 'survives' WHERE id = 1");
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        await(() -> get(token, "SELECT text FROM note WHERE id = 1").equals("survives")
                && leases.get(leases.size() - 1).node().equals("replica-1"));
        cluster.primary().kill();
        first.promote();
        second.follow(first);
        await(() ->
                isPrimary("replica-1") && dataSource.state().replicas().get(1).up());
        await(() -> get(token, "SELECT text FROM note WHERE id = 1").equals("survives")
                && lastReason() == Reason.INFERRED_REPLICA);
    }

    private boolean isPrimary(String node) {
        return dataSource.acceptsWrites() && dataSource.state().primary().name().equals(node);
    }

    private void watchPrimaries(ReplicatedDataSource.Builder builder) {
        open(builder.listener(new RoutingListener() {
            @Override
            public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
                primaries.add(after.primary().name() + " " + after.acceptsWrites() + " " + evidence);
            }
        }));
    }
}
