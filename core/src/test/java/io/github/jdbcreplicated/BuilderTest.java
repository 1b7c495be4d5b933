package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/** What is refused before any server is asked. */
class BuilderTest {
    private final DataSource pool = new PGSimpleDataSource();
    private final DataSource otherPool = new PGSimpleDataSource();
    private final ReplicatedDataSource.Builder builder = ReplicatedDataSource.builder();

    @Test
    void aClusterNeedsAPrimary() {
        assertThatIllegalArgumentException()
                .isThrownBy(builder.replica("replica-1", pool)::build)
                .withMessageContaining("Cluster 'default' has no primary");
    }

    @Test
    void aClusterHasOnePrimary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.primary("a", pool).primary("b", otherPool))
                .withMessageContaining("primary(\"b\")")
                .withMessageContaining("has a primary already, 'a'");
    }

    @Test
    void twoNodesOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(builder.primary("db", pool).replica("db", otherPool)::build)
                .withMessageContaining("replica(\"db\"): the name 'db' is used by two nodes of cluster 'default'");
    }

    @Test
    void onePoolForTwoNodesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(builder.primary("primary", pool).replica("replica-1", pool)::build)
                .withMessageContaining("replica(\"replica-1\"): its pool is the pool of the primary 'primary'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Replica", "eu_1", "a b", "ä", "name-that-is-longer-than-32-letters", "a\nb"})
    void aNameThatMetricsCouldNotCarryIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.replica(name, pool))
                .withMessageContaining("replica: the name is '" + name + "'; allowed are 1 to 32 of a-z, 0-9 and '-'");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cluster(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT2H"})
    void aDowntimeOutsideItsRangeIsRefused(String downtime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.downtime(Duration.parse(downtime)))
                .withMessageContaining("downtime is " + downtime + "; allowed is PT0.001S to PT1H");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void aWeightOutsideItsRangeIsRefused(int weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.replica("replica-1", pool, weight))
                .withMessageContaining("weight is " + weight + "; allowed is 1 to 1000");
    }

    @Test
    void theFallbackOfTheDataSourceCannotBeTheDataSources() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.fallback(Fallback.DEFAULT))
                .withMessageContaining("allowed here is PRIMARY or FAIL");
    }

    @Test
    void xaIsRefusedWithTheAlternative() {
        DataSource xa = new XaAndPlain();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.primary("primary", xa))
                .withMessageContaining("primary(\"primary\"): the pool is an XADataSource")
                .withMessageContaining("its own DataSource on the primary");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.primary("primary", null))
                .withMessage("pool");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.replica(null, pool))
                .withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> builder.mode(null)).withMessage("mode");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.listener(null))
                .withMessage("listener");
    }

    @Test
    void aRefusedCallLeavesTheBuilderAsItWas() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.replica("Bad Name", pool));
        assertThat(builder.primary("primary", pool).replica("replica-1", otherPool))
                .isNotNull();
    }

    /** As some drivers make them: both at once. */
    private static final class XaAndPlain extends PGXADataSource implements DataSource, XADataSource {
        private static final long serialVersionUID = 1;

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return type.isInstance(this);
        }
    }
}
