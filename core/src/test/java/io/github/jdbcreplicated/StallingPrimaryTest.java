package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    /** By as much as a machine with other work may be late; longer than any time-out of the probe. */
    private static final long LESS_THAN_FIVE_SECONDS = 4_500;

    /** What was told of changes of the primary, in order. */
    private final List<String> primaries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void aProbeWithTheUsualTimeOuts() {
        open(ReplicatedDataSource.builder()
                .maxWait(Duration.ofSeconds(1))
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
            boolean accepts = dataSource.acceptsWrites();
            long millis = (System.nanoTime() - frozen) / 1_000_000;
            assertThat(accepts || millis > LESS_THAN_FIVE_SECONDS)
                    .as("after %d ms", millis)
                    .isTrue();
            return millis > LESS_THAN_FIVE_SECONDS;
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
        assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isGreaterThan(Duration.ofMillis(4_900));
        await(() -> !primaries.isEmpty());
        assertThat(primaries).hasSize(1).first().asString().contains("has not answered for");
    }

    @Test
    void onceItIsGivenUpNoWriteWaitsForIt() throws SQLException {
        cluster.primary().freeze();
        await(() -> !dataSource.acceptsWrites());
        Duration took = took(() -> {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> post("UPDATE note SET text = 'nowhere' WHERE id = 1"))
                        .isInstanceOf(NoNodeAvailableException.class);
            }
        });
        assertThat(took).as("ten writes, with a max-wait of 1 s").isLessThan(Duration.ofSeconds(5));
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
