package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingPoolTest {
    private static final String URL = "jdbc:postgresql://replica.example/app";

    private final HikariConfig primary = new HikariConfig();

    ReadingPoolTest() {
        primary.setJdbcUrl("jdbc:postgresql://primary.example/app");
        primary.setUsername("app");
        primary.setPassword("secret");
        primary.setPoolName("main");
        primary.setMaximumPoolSize(7);
        primary.setConnectionTimeout(20_000);
        primary.setValidationTimeout(3_000);
        primary.setMaxLifetime(60_000);
        primary.setConnectionInitSql("set application_name = 'app'");
        primary.setSchema("shop");
        primary.addDataSourceProperty("ApplicationName", "app");
    }

    @Test
    void replicaIsReachedAsThePrimaryIs() {
        HikariConfig replica = config(URL);
        assertThat(replica.getJdbcUrl()).isEqualTo(URL);
        assertThat(replica.getUsername()).isEqualTo("app");
        assertThat(replica.getPassword()).isEqualTo("secret");
        assertThat(replica.getMaximumPoolSize()).isEqualTo(7);
        assertThat(replica.getMaxLifetime()).isEqualTo(60_000);
        assertThat(replica.getSchema()).isEqualTo("shop");
        assertThat(replica.getConnectionInitSql()).isEqualTo("set application_name = 'app'");
        assertThat(replica.getDataSourceProperties()).containsEntry("ApplicationName", "app");
    }

    @Test
    void whatMustDifferDiffers() {
        HikariConfig replica = config(URL);
        assertThat(replica.getPoolName()).isEqualTo("replica-1");
        assertThat(replica.getConnectionTimeout()).isEqualTo(1000);
        assertThat(replica.getValidationTimeout()).isEqualTo(250);
        assertThat(replica.getInitializationFailTimeout()).isEqualTo(-1);
        assertThat(replica.isReadOnly()).isTrue();
        assertThat(replica.getMinimumIdle()).isEqualTo(2);
    }

    @Test
    void driversPropertiesAreNotShared() {
        config(URL);
        assertThat(primary.getDataSourceProperties()).containsOnlyKeys("ApplicationName");
    }

    @Test
    void postgresGetsTimeoutsUnlessItHasThem() {
        primary.addDataSourceProperty("loginTimeout", "9");
        HikariConfig replica = config(URL + "?socketTimeout=120");
        assertThat(replica.getDataSourceProperties())
                .containsEntry("loginTimeout", "9")
                .containsEntry("connectTimeout", "2")
                .containsEntry("tcpKeepAlive", "true")
                .doesNotContainKey("socketTimeout");
    }

    @Test
    void otherDatabasesGetNoPropertiesOfPostgres() {
        HikariConfig replica = config("jdbc:mariadb://replica.example/app");
        assertThat(replica.getDataSourceProperties()).containsOnlyKeys("ApplicationName");
    }

    @Test
    void readOnlyIsAddedToOptions() {
        primary.addDataSourceProperty("options", "-c statement_timeout=5s");
        assertThat(config(URL).getDataSourceProperties())
                .containsEntry("options", "-c statement_timeout=5s -c default_transaction_read_only=on");
    }

    @Test
    void readOnlyIsAddedToOptionsOfTheUrl() {
        HikariConfig replica = config(URL + "?options=-c%20work_mem=8MB&ssl=true");
        assertThat(JdbcUrl.parse(replica.getJdbcUrl()).parameter("options"))
                .isEqualTo("-c work_mem=8MB -c default_transaction_read_only=on");
        assertThat(JdbcUrl.parse(replica.getJdbcUrl()).parameter("ssl")).isEqualTo("true");
    }

    @Test
    void settingsOfOneReplicaWinOverThoseOfAll() {
        HikariConfig replica = ReadingPool.config(
                replica(URL, Map.of("maximumPoolSize", "3")),
                primary,
                new PoolSettings(
                        "replicated.hikari", Map.of("maximum-pool-size", "5", "data-source-properties.ssl", "true")),
                "replica-1");
        assertThat(replica.getMaximumPoolSize()).isEqualTo(3);
        assertThat(replica.getDataSourceProperties()).containsEntry("ssl", "true");
        assertThat(primary.getDataSourceProperties()).doesNotContainKey("ssl");
    }

    @Test
    void waitsThatWereSetForReplicasHold() {
        HikariConfig replica = ReadingPool.config(
                replica(URL, Map.of("validation-timeout", "700")),
                primary,
                new PoolSettings("replicated.hikari", Map.of("connection-timeout", "4000")),
                "replica-1");
        assertThat(replica.getConnectionTimeout()).isEqualTo(4000);
        assertThat(replica.getValidationTimeout()).isEqualTo(700);
    }

    @Test
    void unknownSettingIsNamed() {
        assertThatThrownBy(() -> ReadingPool.config(
                        replica(URL, Map.of("nonsense", "1")),
                        primary,
                        new PoolSettings("replicated.hikari", Map.of()),
                        "replica-1"))
                .hasStackTraceContaining("replicated.replicas[0].hikari.nonsense");
    }

    @Test
    void driverIsKeptForTheSameSchemeOnly() {
        primary.setDriverClassName("org.postgresql.Driver");
        assertThat(config(URL).getDriverClassName()).isEqualTo("org.postgresql.Driver");
        assertThat(config("jdbc:h2:tcp://replica.example/app").getDriverClassName())
                .isNull();
    }

    @Test
    void primaryWithoutUrlGivesNoDriversProperties() {
        HikariConfig other = new HikariConfig();
        other.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        other.addDataSourceProperty("serverName", "primary.example");
        HikariConfig replica = ReadingPool.config(
                replica(URL, Map.of()), other, new PoolSettings("replicated.hikari", Map.of()), "replica-1");
        assertThat(replica.getDataSourceClassName()).isNull();
        assertThat(replica.getDataSourceProperties()).doesNotContainKey("serverName");
    }

    private HikariConfig config(String url) {
        return ReadingPool.config(
                replica(url, Map.of()), primary, new PoolSettings("replicated.hikari", Map.of()), "replica-1");
    }

    private static ReplicaSettings replica(String url, Map<String, String> hikari) {
        return new ReplicaSettings("replicated.replicas[0]", "replica-1", url, null, null, 1, hikari);
    }
}
