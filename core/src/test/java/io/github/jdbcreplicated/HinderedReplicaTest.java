package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.spi.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica whose replay holds a table, as a migration has it do. */
class HinderedReplicaTest extends PositionTest {
    @BeforeEach
    void aTableThatReplayHolds() throws SQLException {
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), cluster.primary().dataSource())
                .replica("replica-1", pools.get("replica-1"), first.dataSource(), 1));
        try (Connection migration = pools.get("primary").getConnection();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("ALTER TABLE note ADD COLUMN extra int");
            cluster.awaitCaughtUp(Duration.ofSeconds(10));
            first.pauseReplay();
            migration.commit();
        }
    }

    @AfterEach
    void wellAgain() throws SQLException {
        cluster.heal();
        aTableThatEveryNodeHas(cluster);
    }

    @Test
    void onlyReadsThatWaitForTheTableAreEnded() throws Exception {
        UnitOfWork report = get();
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> read(report));
        await(() -> pools.active() == 1);
        Duration took = took(() -> assertThatThrownBy(() -> readIn(get(), "SELECT count(*) FROM note"))
                .isInstanceOf(SQLException.class));
        assertThat(took).as("until the lock is gone").isLessThan(Duration.ofSeconds(10));
        assertThat(report.replica("default")).isEqualTo("replica-1");
        assertThat(dataSource.state().replicas().get(0).evidence()).contains("lock");
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    private String read(UnitOfWork unit) {
        try {
            return readIn(unit, "SELECT 'done' FROM pg_sleep(6)");
        } catch (SQLException e) {
            return e.toString();
        }
    }
}
