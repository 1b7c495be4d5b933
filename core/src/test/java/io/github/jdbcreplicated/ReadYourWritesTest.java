package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client has written, its reads see: by position, on real replication. */
class ReadYourWritesTest extends HandleTest {
    private final PostgresNode first = cluster.replica(1);
    private final PostgresNode second = cluster.replica(2);

    @BeforeEach
    void patientEnoughToSeeAReplicaCatchUp() {
        dataSource = build(pools.builder().maxWait(Duration.ofSeconds(5)));
    }

    @AfterEach
    void replicasReplayAgain() {
        first.resumeReplay();
        second.resumeReplay();
        first.applyDelay(Duration.ZERO);
        second.applyDelay(Duration.ZERO);
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @Test
    void aReadAfterAWriteComesFromAReplicaThatHasIt() throws SQLException {
        ConsistencyToken token = post("INSERT INTO note (text) VALUES ('mine')");
        assertThat(get(token, "SELECT count(*) FROM note WHERE text = 'mine'")).isEqualTo("1");
        assertThat(leases.get(leases.size() - 1).reason()).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void whereNoReplicaHasTheWriteThePrimaryIsAsked() throws SQLException {
        dataSource = build(pools.builder());
        first.pauseReplay();
        second.pauseReplay();
        ConsistencyToken token = post("UPDATE note SET text = 'newer' WHERE id = 1");
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("newer");
        assertThat(leases.get(leases.size() - 1).reason()).isEqualTo(Reason.NO_REPLICA_CAUGHT_UP);
    }

    /** Writes as a POST would and answers what its response carries. */
    private ConsistencyToken post(String sql) throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            update(connection, sql);
        }
        return Objects.requireNonNull(unit.advancedToken(), "token of a unit that wrote");
    }

    /** Reads as a GET with that token would. */
    private String get(ConsistencyToken token, String sql) throws SQLException {
        UnitOfWork unit = get();
        unit.continueFrom(token);
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }
}
