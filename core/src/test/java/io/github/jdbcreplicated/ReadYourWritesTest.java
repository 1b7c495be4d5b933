package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.network.Traffic;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client has written, its reads see: by position, from a replica as soon as one has it. */
class ReadYourWritesTest extends PositionTest {

    @Test
    void aReadAfterAWriteComesFromAReplicaThatHasIt() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(5)));
        ConsistencyToken token = post("INSERT INTO note (text) VALUES ('mine')");
        assertThat(get(token, "SELECT count(*) FROM note WHERE text = 'mine'")).isEqualTo("1");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void whereNoReplicaHasTheWriteThePrimaryIsAsked() throws SQLException {
        pauseReplicas();
        ConsistencyToken token = post("UPDATE note SET text = 'newer' WHERE id = 1");
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("newer");
        assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_CAUGHT_UP);
    }

    @Test
    void otherClientsGoOnReadingFromReplicasThatLackTheWrite() throws SQLException {
        pauseReplicas();
        post("UPDATE note SET text = 'not for others' WHERE id = 1");
        assertThat(readIn(get(), "SELECT text FROM note WHERE id = 1")).isNotEqualTo("not for others");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void ofTwoReplicasTheOneThatHasTheWriteIsChosen() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(5)));
        first.pauseReplay();
        ConsistencyToken token = post("UPDATE note SET text = 'on the second' WHERE id = 2");
        for (int i = 0; i < 20; i++) {
            assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo("on the second");
        }
        assertThat(leases.subList(1, leases.size())).extracting(Route::node).containsOnly("replica-2");
    }

    @Test
    void aReadWaitsForAReplicaThatIsAboutToCatchUpAndHoldsNoConnectionMeanwhile() throws Exception {
        open(builder().maxWait(Duration.ofSeconds(20)).maxLag(Duration.ofSeconds(60)));
        pauseReplicas();
        ConsistencyToken token = post("UPDATE note SET text = 'awaited' WHERE id = 3");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<String> read = new CompletableFuture<>();
            Traffic before = first.network().traffic();
            thread.execute(() -> answer(read, token, "SELECT text FROM note WHERE id = 3"));
            await(() -> first.network().traffic().since(before).roundTrips() > 20);
            assertThat(read).isNotDone();
            assertThat(pools.active()).isZero();
            second.resumeReplay();
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("awaited");
            assertThat(leases.get(leases.size() - 1)).isEqualTo(new Route("default", "replica-2", lastReason()));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aReadDoesNotWaitForReplicasThatAreKnownToBeFartherBehind() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(2)).pollInterval(Duration.ofMillis(50)));
        first.applyDelay(Duration.ofSeconds(30));
        second.applyDelay(Duration.ofSeconds(30));
        ConsistencyToken token = post("UPDATE note SET text = 'far ahead' WHERE id = 1");
        await(() -> get(token, "SELECT text FROM note WHERE id = 1").equals("far ahead")
                && took(() -> get(token, "SELECT text FROM note WHERE id = 1")).compareTo(Duration.ofMillis(500)) < 0);
        assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_CAUGHT_UP);
    }

    @Test
    void aReadThatIsInterruptedWhileItWaitsGoesToThePrimary() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(20)));
        pauseReplicas();
        ConsistencyToken token = post("UPDATE note SET text = 'interrupted' WHERE id = 1");
        UnitOfWork unit = get(token);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            Thread.currentThread().interrupt();
            try {
                statement.executeQuery("SELECT 1").close();
            } catch (SQLException interruptedInThePool) {
                assertThat(interruptedInThePool.getMessage()).contains("nterrupt");
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThat(leases).noneMatch(route -> route.reason() == Reason.INFERRED_REPLICA);
        }
    }

    @Test
    void aUnitsOwnWriteIsInWhatItReadsFromAnExplicitReplica() throws SQLException {
        pauseReplicas();
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = 'own' WHERE id = 1");
            try (var replica = ReplicationScope.openReplica()) {
                assertThat(query(connection, "SELECT text FROM note WHERE id = 1"))
                        .isEqualTo("own");
            }
        }
    }

    @Test
    void theOutermostReplicaScopeSeesWhatWasCommittedBefore() throws SQLException {
        pauseReplicas();
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = 'by whom ever' WHERE id = 2");
        }
        try (var scope = ReplicationScope.openReplica();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 2")).isEqualTo("by whom ever");
        }
        assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_CAUGHT_UP);
    }

    @Test
    void anEventualScopeReadsWhatThereIs() throws SQLException {
        pauseReplicas();
        ConsistencyToken token = post("UPDATE note SET text = 'later' WHERE id = 2");
        try (var scope = ReplicationScope.join(get(token));
                var eventual = ReplicationScope.with(Target.REPLICA)
                        .consistency(Consistency.EVENTUAL)
                        .open();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 2")).isNotEqualTo("later");
        }
    }

    @Test
    void aJobThatContinuesFromATokenSeesWhatWasWrittenBeforeIt() throws SQLException {
        pauseReplicas();
        ConsistencyToken token;
        try (var scope = ReplicationScope.openPrimary();
                Connection connection = dataSource.getConnection()) {
            update(connection, "UPDATE note SET text = 'for the job' WHERE id = 3");
            token = ReplicationScope.token();
        }
        try (var scope = ReplicationScope.continueFrom(token);
                var replica = ReplicationScope.openReplica();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 3")).isEqualTo("for the job");
        }
    }

    @Test
    void aReplicaLaterThanAnyReadMaySeeServesNone() throws SQLException {
        open(builder().maxLag(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)));
        pauseReplicas();
        post("UPDATE note SET text = 'too late' WHERE id = 1");
        await(() -> readIn(get(), "SELECT text FROM note WHERE id = 1").equals("too late"));
        assertThat(lastReason()).isEqualTo(Reason.TOO_LATE);
        second.resumeReplay();
        await(() -> {
            readIn(get(), "SELECT 1");
            return lastReason() == Reason.INFERRED_REPLICA;
        });
        assertThat(leases.get(leases.size() - 1).node()).isEqualTo("replica-2");
    }

    @Test
    void aReplicaThatIsCaughtUpIsNotToldToHaveBeenLateAtTheStart() throws SQLException {
        List<NodeState> told = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            post("UPDATE note SET text = 'just before a start' WHERE id = 1");
            open(builder().listener(new RoutingListener() {
                @Override
                public void nodeChanged(String cluster, NodeState before, NodeState after) {
                    told.add(after);
                }
            }));
        }
        assertThat(told).allMatch(NodeState::up);
        assertThat(dataSource.state().replicas()).allMatch(NodeState::up);
    }

    @Test
    void anIdlePrimaryMakesNoReplicaLate() throws SQLException {
        open(builder().maxLag(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(20)));
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < end) {
            readIn(get(), "SELECT 1");
            assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        }
    }

    private void answer(CompletableFuture<String> read, ConsistencyToken token, String sql) {
        try {
            read.complete(get(token, sql));
        } catch (SQLException | RuntimeException e) {
            read.completeExceptionally(e);
        }
    }
}
