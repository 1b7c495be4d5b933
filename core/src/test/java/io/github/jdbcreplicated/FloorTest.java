package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.network.Traffic;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.Position;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a token's position is compared with, and what becomes of one that does not compare. */
class FloorTest extends PositionTest {

    @Test
    void aReplicaStartedAgainIsNotBelievedToHaveWhatItHadBefore() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)).maxWait(Duration.ofSeconds(5)));
        ConsistencyToken token = post("UPDATE note SET text = 'before' WHERE id = 1");
        get(token, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        first.restart();
        second.restart();
        first.awaitConnectable(Duration.ofSeconds(20));
        second.awaitConnectable(Duration.ofSeconds(20));
        pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
        pools.get("replica-2").getHikariPoolMXBean().softEvictConnections();
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("before");
        assertThat(lastReason().target()).isEqualTo(Target.PRIMARY);
    }

    @Test
    void aServerThatTookTheAddressOfAReplicaIsNotBelievedToHaveWhatThatHad() throws SQLException {
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica("replica-1", pools.get("replica-1"), first.dataSource(), 1)
                .pollInterval(Duration.ofMinutes(5))
                .maxWait(Duration.ofSeconds(5)));
        second.pauseReplay();
        ConsistencyToken token = post("UPDATE note SET text = 'only on the first' WHERE id = 2");
        get(token, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        try {
            first.network().leadTo(addressOf(second.directUrl()));
            pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
            assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo("only on the first");
            assertThat(lastReason().target()).isEqualTo(Target.PRIMARY);
        } finally {
            first.network().leadTo(addressOf(first.directUrl()));
            pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Test
    void aReplicaIsNotBelievedWhoseRunChangedWhileItsConnectionWasAwaited() throws SQLException {
        var changing = new SlowPool(pools.get("replica-1"));
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica("replica-1", changing, first.dataSource(), 1)
                .pollInterval(Duration.ofMillis(20))
                .maxWait(Duration.ofSeconds(5)));
        second.pauseReplay();
        ConsistencyToken token = post("UPDATE note SET text = 'only on the first' WHERE id = 2");
        get(token, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        try {
            changing.beforeNext(this::theSecondTakesTheAddressOfTheFirstAndIsSeen);
            assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo("only on the first");
            assertThat(lastReason().target()).isEqualTo(Target.PRIMARY);
        } finally {
            first.network().leadTo(addressOf(first.directUrl()));
            pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
        }
    }

    private void theSecondTakesTheAddressOfTheFirstAndIsSeen() throws SQLException {
        try (Connection connection = second.adminDataSource().getConnection()) {
            String now = query(connection, "SELECT clock_timestamp()");
            first.network().leadTo(addressOf(second.directUrl()));
            pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
            await(() -> query(
                            connection,
                            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                                    + " AND query LIKE '%pg_last_wal_replay_lsn%' AND backend_start > '" + now
                                    + "' AND query_start > backend_start + interval '200 ms'")
                    .equals("1"));
        }
    }

    @Test
    void aPositionThatThePrimaryHasNotReachedIsVoidAndReplaced() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(60)));
        ConsistencyToken written = post("UPDATE note SET text = 'on whatever timeline' WHERE id = 1");
        int timeline = Objects.requireNonNull(positionIn(written)).timeline();
        ConsistencyToken token =
                ConsistencyToken.NONE.with("default", system, new Position(timeline, 0x7FFF_0000_0000_0000L), 0);
        UnitOfWork unit = get(token);
        Duration took = took(() -> readIn(unit, "SELECT 1"));
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        assertThat(took).as("less than it may wait").isLessThan(Duration.ofSeconds(30));
        assertThat(doubts).containsExactly(Doubt.FUTURE_POSITION);
        Position instead = positionIn(Objects.requireNonNull(unit.advancedToken()));
        assertThat(Objects.requireNonNull(instead).lsn()).isLessThan(0x7FFF_0000_0000_0000L);
    }

    @Test
    void aPositionOfATimelineThatNobodyReachedIsNotCompared() throws SQLException {
        assertOnPrimaryFor(new Position(0x7FFFFFFF, 1), Doubt.NEWER_TIMELINE);
    }

    @Test
    void aTokenOfAnotherDatabaseCountsAsAbsent() throws SQLException {
        ConsistencyToken token = ConsistencyToken.NONE.with("default", "another system", new Position(1, -1), 0);
        UnitOfWork unit = get(token);
        readIn(unit, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        assertThat(unit.advancedToken()).isNull();
    }

    @Test
    void aTokenThatCannotBeReadSendsToThePrimaryWithinTheBudgetAndCountsAsAbsentBeyondIt() throws SQLException {
        open(builder().fallbackBudget(1));
        try (var scope = ReplicationScope.join(get(ConsistencyToken.UNVERIFIED));
                Connection connection = dataSource.getConnection();
                var open = connection.createStatement();
                var rows = open.executeQuery("SELECT 1")) {
            assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
            get(ConsistencyToken.UNVERIFIED, "SELECT 1");
            assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
            assertThat(doubts).containsExactly(Doubt.BUDGET_SPENT);
        }
        get(ConsistencyToken.UNVERIFIED, "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
    }

    @Test
    void aTokenThatCannotBeReadTakesNothingFromTheBudgetOfAWrite() throws SQLException {
        open(builder().fallbackBudget(0));
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        unit.continueFrom(ConsistencyToken.UNVERIFIED);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            assertThat(update(connection, "UPDATE note SET text = 'written' WHERE id = 1"))
                    .isEqualTo(1);
        }
        assertThat(doubts).isEmpty();
        assertThat(positionIn(Objects.requireNonNull(unit.advancedToken()))).matches(Position::isKnown);
    }

    @Test
    void aWriteCostsOneRoundTripMoreAndAReadThatIsCaughtUpNone() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)).maxWait(Duration.ofSeconds(5)));
        warmUp();
        ConsistencyToken token = post("UPDATE note SET text = 'counted' WHERE id = 1");
        get(token, "SELECT 1");
        assertThat(roundTrips(() -> afterPost(this::write)) - roundTrips(() -> bareWrite()))
                .isEqualTo(1);
        assertThat(roundTrips(() -> get(token, "SELECT 1"))).isEqualTo(1);
        assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void atLevelSessionAClientGoesOnReadingWhereItReadLast() throws SQLException {
        open(builder().consistency(Consistency.SESSION));
        for (int client = 0; client < 10; client++) {
            UnitOfWork unit = get();
            readIn(unit, "SELECT 1");
            String node = leases.get(leases.size() - 1).node();
            ConsistencyToken token = Objects.requireNonNull(unit.advancedToken(), "token of the first read");
            IntStream.range(0, 10).forEach(again -> readQuietly(get(token)));
            assertThat(leases.subList(leases.size() - 10, leases.size()))
                    .extracting(Route::node)
                    .containsOnly(node);
        }
    }

    @Test
    void atLevelSessionAReplicaStartedAgainIsAnother() throws SQLException {
        open(builder().consistency(Consistency.SESSION).pollInterval(Duration.ofMinutes(5)));
        UnitOfWork unit = get();
        readIn(unit, "SELECT 1");
        String node = leases.get(leases.size() - 1).node();
        ConsistencyToken token = Objects.requireNonNull(unit.advancedToken());
        cluster.node(node).restart();
        cluster.node(node).awaitConnectable(Duration.ofSeconds(20));
        pools.get(node).getHikariPoolMXBean().softEvictConnections();
        readIn(get(token), "SELECT 1");
        assertThat(lastReason().target()).isEqualTo(Target.PRIMARY);
    }

    @Test
    void atLevelSessionWhoReadFromThePrimaryDoesNotGoBackBehindIt() throws SQLException {
        open(builder().consistency(Consistency.SESSION));
        pauseReplicas();
        post("UPDATE note SET text = 'seen on the primary' WHERE id = 1");
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                var primary =
                        ReplicationScope.with(Target.PRIMARY).readingOnly().open();
                Connection connection = dataSource.getConnection()) {
            assertThat(query(connection, "SELECT text FROM note WHERE id = 1")).isEqualTo("seen on the primary");
        }
        ConsistencyToken token = Objects.requireNonNull(unit.advancedToken());
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("seen on the primary");
    }

    @Test
    void atLevelSessionWhatWasReadInAnEventualScopeNeedNotBeSeenAgain() throws SQLException {
        open(builder().consistency(Consistency.SESSION));
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            try (var chain = ReplicationScope.with(Target.PRIMARY)
                    .consistency(Consistency.EVENTUAL)
                    .readingOnly()
                    .open()) {
                query(connection, "SELECT 1");
            }
            query(connection, "SELECT 1");
        }
        assertReasons(Reason.EXPLICIT_PRIMARY, Reason.INFERRED_REPLICA);
    }

    private void assertOnPrimaryFor(Position position, Doubt doubt) throws SQLException {
        get(ConsistencyToken.NONE.with("default", system, position, 0), "SELECT 1");
        assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
        assertThat(doubts).containsExactly(doubt);
    }

    private void readQuietly(UnitOfWork unit) {
        try {
            readIn(unit, "SELECT 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void warmUp() throws SQLException {
        for (int i = 0; i < 20; i++) {
            get(post("UPDATE note SET text = 'warm' WHERE id = 1"), "SELECT 1");
            bareWrite();
        }
    }

    private void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        update(connection, "UPDATE note SET text = 'counted' WHERE id = 1");
        connection.commit();
    }

    private void bareWrite() throws SQLException {
        try (Connection connection = pools.get("primary").getConnection()) {
            write(connection);
        }
    }

    /** The least of some tries: a pool looks whether a connection lives that was idle for long, and fills up as it likes. */
    private static long roundTrips(SqlAction action) throws SQLException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            least = Math.min(least, roundTripsOnce(action));
        }
        return least;
    }

    private static long roundTripsOnce(SqlAction action) throws SQLException {
        List<Traffic> before = traffic();
        action.run();
        List<Traffic> after = traffic();
        return IntStream.range(0, before.size())
                .mapToLong(i -> after.get(i).since(before.get(i)).roundTrips())
                .sum();
    }

    private static List<Traffic> traffic() {
        return cluster.nodes().stream().map(node -> node.network().traffic()).toList();
    }

    private static InetSocketAddress addressOf(String jdbcUrl) {
        String port = jdbcUrl.substring(jdbcUrl.lastIndexOf(':') + 1, jdbcUrl.lastIndexOf('/'));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }
}
