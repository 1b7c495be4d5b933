package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.network.CutMoment;
import io.github.jdbcreplicated.testkit.network.Traffic;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the position of what a unit wrote is taken, from whom, and what is said where it could not be had. */
class CaptureTest extends PositionTest {

    @BeforeAll
    static void aFunctionThatWrites() throws SQLException {
        try (Connection connection = pools.get("primary").getConnection()) {
            update(
                    connection,
                    "CREATE OR REPLACE FUNCTION note_down(what text) RETURNS int LANGUAGE sql AS"
                            + " $$ INSERT INTO note (text) VALUES (what) RETURNING id $$");
        }
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @Test
    void aCommitIsCovered() throws SQLException {
        assertCovered(connection -> {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'committed' WHERE id = 1");
            connection.commit();
        });
    }

    @Test
    void switchingAutoCommitOnIsACommit() throws SQLException {
        assertCovered(connection -> {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'committed' WHERE id = 1");
            connection.setAutoCommit(true);
        });
    }

    @Test
    void aFunctionThatWritesInsideASelectIsCovered() throws SQLException {
        assertCovered(connection -> query(connection, "SELECT note_down('committed')"));
    }

    @Test
    void aFunctionThatWritesInsideATransactionIsCovered() throws SQLException {
        assertCovered(connection -> {
            connection.setAutoCommit(false);
            query(connection, "SELECT note_down('committed')");
            connection.commit();
        });
    }

    @Test
    void theLastOfSeveralCommitsIsCovered() throws SQLException {
        assertCovered(connection -> {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'before' WHERE id = 1");
            connection.commit();
            update(connection, "UPDATE note SET text = 'committed' WHERE id = 1");
            connection.commit();
        });
    }

    @Test
    void aCommitOnASecondConnectionInsideATransactionIsCovered() throws SQLException {
        assertCovered(outer -> {
            outer.setAutoCommit(false);
            query(outer, "SELECT 1");
            try (Connection inner = dataSource.getConnection()) {
                inner.setAutoCommit(false);
                update(inner, "UPDATE note SET text = 'committed' WHERE id = 1");
                inner.commit();
            }
            outer.rollback();
        });
    }

    @Test
    void aWriteOfAJoinedThreadIsCovered() throws SQLException {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            assertCovered(connection -> {
                Future<?> done = worker.submit(ReplicationScope.wrap(() -> {
                    try (Connection own = dataSource.getConnection()) {
                        return update(own, "UPDATE note SET text = 'committed' WHERE id = 1");
                    }
                }));
                join(done);
            });
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void aCommitThatNobodySawIsPresumed() throws SQLException {
        assertCovered(connection -> {
            connection.setAutoCommit(false);
            query(connection, "SELECT note_down('committed')");
            Connection physical = connection.unwrap(org.postgresql.jdbc.PgConnection.class);
            physical.commit();
        });
    }

    @Test
    void aWriteInAReadIsCovered() throws SQLException {
        pauseReplicas();
        UnitOfWork unit = get();
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'by a GET' WHERE id = 1"));
        ConsistencyToken token = Objects.requireNonNull(unit.advancedToken());
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("by a GET");
    }

    @Test
    void aFunctionThatWritesInAnExplicitPrimaryScopeOfAReadIsCovered() throws SQLException {
        pauseReplicas();
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                var primary = ReplicationScope.openPrimary();
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT note_down('explicitly')");
        }
        ConsistencyToken token = Objects.requireNonNull(unit.advancedToken());
        assertThat(get(token, "SELECT count(*) FROM note WHERE text = 'explicitly'"))
                .isEqualTo("1");
    }

    @Test
    void readsOfThePrimaryThatAreDeclaredToBeNoMoreTakeNoPosition() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)));
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                var primary =
                        ReplicationScope.with(Target.PRIMARY).readingOnly().open();
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
        }
        Traffic before = cluster.primary().network().traffic();
        assertThat(unit.advancedToken()).isNull();
        assertThat(cluster.primary().network().traffic().since(before).messagesToServer())
                .isZero();
    }

    @Test
    void whatWroteNothingTellsTheClientNothing() throws SQLException {
        assertThat(afterPost(connection -> {})).as("primary not used").isNull();
        assertThat(afterPost(connection -> {
                    connection.setAutoCommit(false);
                    update(connection, "UPDATE note SET text = 'undone' WHERE id = 1");
                    connection.rollback();
                }))
                .as("everything rolled back")
                .isNull();
        assertThat(afterPost(connection -> {
                    connection.setReadOnly(true);
                    connection.setAutoCommit(false);
                    query(connection, "SELECT text FROM note WHERE id = 1");
                    connection.commit();
                }))
                .as("read-only transaction")
                .isNull();
        assertThat(readAndTell("SELECT text FROM note WHERE id = 1"))
                .as("a read")
                .isNull();
    }

    @Test
    void whereNothingIsPromisedNothingIsAskedAndNothingTold() throws SQLException {
        open(builder().consistency(Consistency.EVENTUAL).pollInterval(Duration.ofMinutes(5)));
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'untold' WHERE id = 1"));
        Traffic before = cluster.primary().network().traffic();
        assertThat(unit.advancedToken()).isNull();
        assertThat(cluster.primary().network().traffic().since(before).messagesToServer())
                .isZero();
    }

    @Test
    void aPositionThatWasKnownBeforeTheUnitBeganIsNotToldAgain() throws SQLException {
        open(builder().pollInterval(Duration.ofMillis(10)));
        await(() -> afterPost(connection -> query(connection, "SELECT 1")) == null);
    }

    @Test
    void whileATransactionThatMayWriteIsOpenThePositionIsUnknown() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT note_down('not committed yet')");
            assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
            connection.commit();
            assertThat(positionIn(Objects.requireNonNull(unit.advancedToken()))).matches(Position::isKnown);
        }
    }

    @Test
    void aPositionThatCannotBeHadInTimeIsUnknownAndFailsNothing() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)).captureTimeout(Duration.ofMillis(300)));
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'unknown' WHERE id = 1"));
        cluster.primary().network().blackhole();
        Duration took = took(() -> assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken()))));
        assertThat(took).isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
        cluster.primary().network().heal();
        ConsistencyToken token = ConsistencyToken.NONE.with("default", system, Position.UNKNOWN, 0);
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("unknown");
        assertThat(lastReason()).isEqualTo(Reason.POSITION_UNKNOWN);
    }

    @Test
    void anUnknownPositionGivesWayToOneTakenAfterIt() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        unit.continueFrom(ConsistencyToken.NONE.with("default", system, Position.UNKNOWN, 0));
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'known again' WHERE id = 1"));
        assertThat(positionIn(Objects.requireNonNull(unit.advancedToken()))).matches(Position::isKnown);
    }

    @Test
    void aPositionOfAnotherRunOfThePrimaryDoesNotCoverTheCommit() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)).captureTimeout(Duration.ofSeconds(10)));
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'before the restart' WHERE id = 1"));
        cluster.primary().restart();
        cluster.primary().awaitConnectable(Duration.ofSeconds(20));
        assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
    }

    @Test
    void aSegmentThatHasJustBegunStallsNoRead() throws SQLException {
        open(builder().maxWait(Duration.ofSeconds(20)).maxLag(Duration.ofSeconds(60)));
        for (int i = 0; i < 5; i++) {
            ConsistencyToken token = Objects.requireNonNull(afterPost(connection -> {
                update(connection, "INSERT INTO note (text) VALUES ('end of a segment')");
                switchSegment();
            }));
            Duration took = took(() -> get(token, "SELECT 1"));
            assertThat(took).as("less than it may wait").isLessThan(Duration.ofSeconds(15));
            assertThat(lastReason()).isEqualTo(Reason.INFERRED_REPLICA);
        }
    }

    @Test
    void anAsynchronousCommitIsCovered() throws SQLException {
        for (int i = 0; i < 20; i++) {
            String text = "asynchronous " + i;
            ConsistencyToken token = Objects.requireNonNull(afterPost(connection -> {
                connection.setAutoCommit(false);
                update(connection, "SET LOCAL synchronous_commit = off");
                update(connection, "UPDATE note SET text = '" + text + "' WHERE id = 2");
                connection.commit();
            }));
            assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo(text);
        }
    }

    @Test
    void unitsThatEndAtTheSameTimeShareARoundTrip() throws Exception {
        open(builder().pollInterval(Duration.ofMinutes(5)).captureTimeout(Duration.ofSeconds(20)));
        int clients = 20;
        UnitOfWork[] units = new UnitOfWork[clients];
        for (int i = 0; i < clients; i++) {
            units[i] = UnitOfWork.inferring(Target.PRIMARY);
            readOrWrite(units[i], connection -> update(connection, "UPDATE note SET text = 'shared' WHERE id = 1"));
        }
        Traffic before = cluster.primary().network().traffic();
        cluster.primary().network().blackhole();
        List<Position> captured = new CopyOnWriteArrayList<>();
        List<Thread> asking = Stream.of(units)
                .map(unit -> new Thread(() -> captured.add(positionIn(Objects.requireNonNull(unit.advancedToken())))))
                .toList();
        asking.forEach(Thread::start);
        await(() -> asking.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        cluster.primary().network().heal();
        for (Thread thread : asking) {
            thread.join();
        }
        assertThat(captured).hasSize(clients).allMatch(Position::isKnown);
        assertThat(cluster.primary().network().traffic().since(before).roundTrips())
                .as("the question that was on its way, and the next, which all others share")
                .isBetween(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(CutMoment.class)
    void whoseCommitWasLostDoesNotKnowItsOutcome(CutMoment moment) throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'lost' WHERE id = 1");
            cluster.primary().network().cutAtCommit(moment);
            assertThatExceptionOfType(CommitOutcomeUnknownException.class)
                    .isThrownBy(connection::commit)
                    .withCauseInstanceOf(SQLException.class)
                    .satisfies(thrown -> assertThat(thrown.getSQLState()).isEqualTo("08007"));
        }
        cluster.primary().network().heal();
        assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
        readOrWrite(unit, connection -> update(connection, "UPDATE note SET text = 'again' WHERE id = 2"));
        assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
    }

    @Test
    void whoseWriteOutsideATransactionWasLostDoesNotKnowItsOutcome() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            query(connection, "SELECT 1");
            cluster.primary()
                    .network()
                    .cutAtStatement(sql -> sql.startsWith("UPDATE"), CutMoment.BEFORE_ITS_ANSWER_RETURNS);
            assertThatExceptionOfType(CommitOutcomeUnknownException.class)
                    .isThrownBy(() -> update(connection, "UPDATE note SET text = 'lost' WHERE id = 1"));
        }
        cluster.primary().network().heal();
        assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
    }

    @Test
    void whoseStatementWasLostInsideATransactionKnowsThatNothingWasCommitted() throws SQLException {
        try (var scope = ReplicationScope.join(UnitOfWork.inferring(Target.PRIMARY));
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            query(connection, "SELECT 1");
            cluster.primary()
                    .network()
                    .cutAtStatement(sql -> sql.startsWith("UPDATE"), CutMoment.BEFORE_ITS_ANSWER_RETURNS);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> update(connection, "UPDATE note SET text = 'lost' WHERE id = 1"))
                    .isNotInstanceOf(CommitOutcomeUnknownException.class);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(connection::commit)
                    .isNotInstanceOf(CommitOutcomeUnknownException.class);
        }
    }

    /** The writes of this POST are seen by a GET with its token while every replica lacks them. */
    private void assertCovered(SqlWork work) throws SQLException {
        pauseReplicas();
        String count = "SELECT count(*) FROM note WHERE text = 'committed'";
        String before = readIn(UnitOfWork.inferring(Target.PRIMARY), count);
        ConsistencyToken token = Objects.requireNonNull(afterPost(work), "token of a unit that wrote");
        assertThat(positionIn(token)).matches(Position::isKnown);
        assertThat(get(token, count)).isEqualTo(String.valueOf(Integer.parseInt(before) + 1));
        assertThat(lastReason()).isEqualTo(Reason.NO_REPLICA_CAUGHT_UP);
        update("UPDATE note SET text = 'undone' WHERE text = 'committed'");
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = pools.get("primary").getConnection()) {
            update(connection, sql);
        }
    }

    private void readOrWrite(UnitOfWork unit, SqlWork work) throws SQLException {
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            work.on(connection);
        }
    }

    private ConsistencyToken readAndTell(String sql) throws SQLException {
        UnitOfWork unit = get();
        readIn(unit, sql);
        return unit.advancedToken();
    }

    private static void switchSegment() throws SQLException {
        try (Connection admin = cluster.primary().adminDataSource().getConnection()) {
            query(admin, "SELECT pg_switch_wal()");
        }
    }

    private static void join(Future<?> done) throws SQLException {
        try {
            done.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new SQLException("the worker failed", e);
        }
    }
}
