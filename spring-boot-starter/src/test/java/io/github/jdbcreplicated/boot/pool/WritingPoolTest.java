package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a promoted replica's pool has of the application's pool, and what of the replica's. */
class WritingPoolTest {
    private static final String URL = "jdbc:postgresql://replica.example/app";

    private final HikariConfig primary = new HikariConfig();

    WritingPoolTest() {
        primary.setJdbcUrl("jdbc:postgresql://primary.example/app");
        primary.setUsername("app");
        primary.setPassword("secret");
        primary.setMaximumPoolSize(7);
        primary.setMinimumIdle(7);
        primary.setConnectionTimeout(20_000);
        primary.setValidationTimeout(3_000);
        primary.setSchema("shop");
        primary.addDataSourceProperty("ApplicationName", "app");
    }

    @Test
    void waitsAndSizeAreThoseOfTheApplicationsPool() {
        HikariConfig writing = config(primary, Map.of("maximum-pool-size", "30", "connection-timeout", "500"));
        assertThat(writing.getMaximumPoolSize()).isEqualTo(7);
        assertThat(writing.getConnectionTimeout()).isEqualTo(20_000);
        assertThat(writing.getValidationTimeout()).isEqualTo(3_000);
        assertThat(writing.getSchema()).isEqualTo("shop");
        assertThat(writing.isReadOnly()).isFalse();
    }

    @Test
    void placeAndCredentialsAreThoseOfTheReplica() {
        HikariConfig writing = config(
                primary, Map.of("username", "other", "password", "hidden", "data-source-properties.ssl", "true"));
        assertThat(writing.getJdbcUrl()).isEqualTo(URL);
        assertThat(writing.getUsername()).isEqualTo("other");
        assertThat(writing.getPassword()).isEqualTo("hidden");
        assertThat(writing.getDataSourceProperties())
                .containsEntry("ssl", "true")
                .containsEntry("ApplicationName", "app");
        assertThat(primary.getDataSourceProperties()).containsOnlyKeys("ApplicationName");
    }

    @Test
    void nothingForbidsWritingOrEndsAWriteUnderWay() {
        assertThat(config(primary, Map.of()).getDataSourceProperties())
                .containsEntry("loginTimeout", "3")
                .doesNotContainKeys("options", "socketTimeout");
    }

    @Test
    void nodeThatIsNotWrittenToCostsLittle() {
        HikariConfig writing = config(primary, Map.of());
        assertThat(writing.getMinimumIdle()).isEqualTo(2);
        assertThat(writing.getInitializationFailTimeout()).isEqualTo(-1);
    }

    @Test
    void withoutAPoolToTakeOverFromItHasTheSettingsOfTheReplicas() {
        HikariConfig writing = config(null, Map.of("username", "other", "maximum-pool-size", "30"));
        assertThat(writing.getUsername()).isEqualTo("other");
        assertThat(writing.getMaximumPoolSize()).isEqualTo(30);
    }

    @Test
    void poolHasItsOwnNameWhateverTheReplicasAreCalled() {
        try (HikariDataSource pool =
                WritingPool.of(replica(Map.of("pool-name", "r")), primary, shared(), "r-writing")) {
            assertThat(pool.getPoolName()).isEqualTo("r-writing");
        }
    }

    private static HikariConfig config(@Nullable HikariConfig primary, Map<String, String> ofReplica) {
        return WritingPool.config(replica(ofReplica), primary, shared());
    }

    private static PoolSettings shared() {
        return new PoolSettings("replicated.hikari", Map.of());
    }

    private static ReplicaSettings replica(Map<String, String> hikari) {
        return new ReplicaSettings("replicated.replicas[0]", "replica-1", URL, null, null, 1, hikari);
    }
}
