package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.Lsn;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica that recovers from a crash opens behind what it had shown, although its first process never ended. */
class CrashedReplicaTest extends PositionTest {
    @AfterEach
    void wellAgain() {
        cluster.heal();
    }

    @Test
    void aReplicaThatCrashedServesNoTokenByWhatItWasSeenToHaveBefore() throws SQLException {
        open(builder().pollInterval(Duration.ofMinutes(5)));
        dataSource.drain("replica-2");
        ConsistencyToken token = post("UPDATE note SET text = 'before the crash' WHERE id = 1");
        await(() -> get(token, "SELECT text FROM note WHERE id = 1").equals("before the crash")
                && leases.get(leases.size() - 1).node().equals("replica-1"));

        Lsn written = first.replayPosition();
        first.applyDelay(Duration.ofMinutes(1)); // has what is replayed once more come late
        first.killProcess("client backend");
        pools.get("replica-1").getHikariPoolMXBean().softEvictConnections();
        awaitTheFirstAnswer();

        assertThat(first.replayPosition()).as("where it is again").isLessThan(written);
        assertThat(get(token, "SELECT text FROM note WHERE id = 1")).isEqualTo("before the crash");
    }

    private void awaitTheFirstAnswer() throws SQLException {
        await(() -> {
            try (Connection admin = first.adminDataSource().getConnection()) {
                return admin.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }
}
