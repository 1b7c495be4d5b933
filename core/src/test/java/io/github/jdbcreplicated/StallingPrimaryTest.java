package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary that only pauses is waited for, whatever time-outs its probe has. */
class StallingPrimaryTest extends PositionTest {
    /** What was told of changes of the primary, in order. */
    private final List<String> primaries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void aProbeWithTheUsualTimeOuts() {
        open(ReplicatedDataSource.builder()
                .primary("primary", pools.get("primary"), probe())
                .replica("replica-1", pools.get("replica-1"), first.dataSource(), 1)
                .listener(new RoutingListener() {
                    @Override
                    public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
                        primaries.add(after.acceptsWrites() + " " + evidence);
                    }
                }));
    }

    @AfterEach
    void wellAgain() {
        cluster.heal();
    }

    @Test
    void aStallOfLessThanFiveSecondsIsSatOut() throws SQLException {
        post("UPDATE note SET text = 'before' WHERE id = 1");
        long frozen = System.nanoTime();
        cluster.primary().freeze();
        await(() -> {
            assertThat(dataSource.acceptsWrites())
                    .as("after %d ms", (System.nanoTime() - frozen) / 1_000_000)
                    .isTrue();
            return System.nanoTime() - frozen > Duration.ofMillis(4_750).toNanos();
        });
        cluster.primary().thaw();
        post("UPDATE note SET text = 'after' WHERE id = 1");
        assertThat(primaries).isEmpty();
    }

    @Test
    void aSilenceThatLastsIsNot() throws SQLException {
        long frozen = System.nanoTime();
        cluster.primary().freeze();
        await(() -> !dataSource.acceptsWrites());
        assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(6));
        assertThat(primaries).hasSize(1).first().asString().contains("has not answered for");
    }

    /** Those that the starter gives it. */
    private DataSource probe() {
        PGSimpleDataSource probe = (PGSimpleDataSource) cluster.primary().dataSource();
        probe.setLoginTimeout(3);
        probe.setConnectTimeout(2);
        probe.setSocketTimeout(3);
        return probe;
    }
}
