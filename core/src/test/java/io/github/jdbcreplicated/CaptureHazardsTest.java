package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.network.CutMoment;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Writes that are easily overlooked, and captures that come while a write is under way. */
class CaptureHazardsTest extends PositionTest {

    /** The driver's default readOnlyMode=transaction lets a write outside a transaction through. */
    @Test
    void aWriteOutsideATransactionIsCoveredAlsoOnAHandleMarkedReadOnly() throws SQLException {
        pauseReplicas();
        ConsistencyToken token = Objects.requireNonNull(afterPost(connection -> {
            connection.setReadOnly(true);
            update(connection, "UPDATE note SET text = 'marked read-only' WHERE id = 1");
        }));
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("marked read-only");
    }

    @Test
    void whoseWriteOnAHandleMarkedReadOnlyWasLostDoesNotKnowItsOutcome() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            query(connection, "SELECT 1");
            cluster.primary()
                    .network()
                    .cutAtStatement(sql -> sql.startsWith("UPDATE"), CutMoment.BEFORE_ITS_ANSWER_RETURNS);
            assertThatExceptionOfType(CommitOutcomeUnknownException.class)
                    .isThrownBy(() -> update(connection, "UPDATE note SET text = 'lost' WHERE id = 1"));
        }
    }

    @Test
    void aWriteThatIsUnderWayIsNotCoveredByACaptureThatAnotherThreadTakes() throws Exception {
        pauseReplicas();
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try (Connection other = pools.get("primary").getConnection();
                var scope = ReplicationScope.join(unit)) {
            other.setAutoCommit(false);
            update(other, "UPDATE note SET text = 'locked' WHERE id = 3");
            Future<Integer> writing = worker.submit(ReplicationScope.wrap(() -> {
                try (Connection own = dataSource.getConnection()) {
                    return update(own, "UPDATE note SET text = 'under way' WHERE id = 3");
                }
            }));
            await(() -> query(other, "SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .equals("1"));
            assertUnknown(positionIn(unit.token()));
            other.rollback();
            writing.get(10, TimeUnit.SECONDS);
            assertThat(get(unit.token(), "SELECT text FROM note WHERE id = 3")).isEqualTo("under way");
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void aCommitByTextIsCoveredAlsoIfARollbackFollows() throws SQLException {
        pauseReplicas();
        ConsistencyToken token = Objects.requireNonNull(afterPost(connection -> {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'by text' WHERE id = 2");
            update(connection, "COMMIT");
            connection.rollback();
        }));
        assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo("by text");
    }

    @Test
    void whoseCommitByTextWasLostDoesNotKnowItsOutcome() throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'lost' WHERE id = 1");
            cluster.primary()
                    .network()
                    .cutAtStatement(sql -> sql.startsWith("COMMIT"), CutMoment.BEFORE_ITS_ANSWER_RETURNS);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> update(connection, "COMMIT"));
        }
        cluster.primary().network().heal();
        assertUnknown(positionIn(Objects.requireNonNull(unit.advancedToken())));
    }

    @Test
    void aWriteInAReadIsCoveredAlsoIfItsCommitWasNotSeen() throws SQLException {
        pauseReplicas();
        UnitOfWork unit = get();
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            update(connection, "UPDATE note SET text = 'not seen' WHERE id = 2; COMMIT");
        }
        ConsistencyToken token = Objects.requireNonNull(unit.advancedToken());
        assertThat(get(token, "SELECT text FROM note WHERE id = 2")).isEqualTo("not seen");
    }
}
