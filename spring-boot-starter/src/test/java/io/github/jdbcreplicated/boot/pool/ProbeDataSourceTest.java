package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

@PostgresClusterTest(replicas = 2)
class ProbeDataSourceTest {
    private final PostgresCluster cluster;

    ProbeDataSourceTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @Test
    void connectsWhileTheApplicationHoldsTheOnlyConnection() throws SQLException {
        HikariConfig config = config(cluster.primary());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection held = pool.getConnection()) {
            assertThatThrownBy(pool::getConnection).hasMessageContaining("not available");
            assertThat(ask(past(pool), "select pg_is_in_recovery()")).isEqualTo("f");
            assertThat(held.isValid(1)).isTrue();
        }
    }

    @Test
    void doesNotWhatThePoolDoesToItsConnections() {
        HikariConfig config = config(cluster.primary());
        config.setConnectionInitSql("set work_mem = '7MB'");
        config.setSchema("nowhere");
        config.setAutoCommit(false);
        DataSource probe = past(config);
        assertThat(ask(probe, "show work_mem")).isNotEqualTo("7MB");
        assertThat(ask(probe, "show search_path")).doesNotContain("nowhere");
        assertThat(new JdbcTemplate(probe).execute((Connection it) -> it.getAutoCommit()))
                .isTrue();
    }

    @Test
    void hasTheDriversPropertiesOfThePool() {
        HikariConfig config = config(cluster.primary());
        config.addDataSourceProperty("ApplicationName", "the-shop");
        assertThat(ask(past(config), "show application_name")).isEqualTo("the-shop");
    }

    @Test
    void logsInAsThePoolDoesNow() {
        try (HikariDataSource pool = new HikariDataSource()) {
            config(cluster.primary()).copyStateTo(pool);
            pool.setPassword("outdated");
            DataSource probe = past(pool);
            assertThatThrownBy(probe::getConnection).hasMessageContaining("password");
            pool.setPassword(cluster.primary().password());
            assertThat(ask(probe, "select 1")).isEqualTo("1");
        }
    }

    /** On a thread that may be left behind: without the time-outs it would wait for ten minutes. */
    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void frozenServerEndsItWhateverTimeoutsThePoolHas() throws SQLException {
        HikariConfig config = config(cluster.replica(1));
        config.setJdbcUrl(config.getJdbcUrl() + "?socketTimeout=600&loginTimeout=600");
        DataSource probe = past(config);
        try (Connection connection = probe.getConnection()) {
            cluster.replica(1).freeze();
            long start = System.nanoTime();
            assertThatThrownBy(() -> connection.createStatement().execute("select 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(probe::getConnection).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(25));
        }
    }

    @Test
    void loadsTheDriverThatThePoolNames() {
        HikariConfig config = config(cluster.primary());
        config.setDriverClassName("org.postgresql.Driver");
        assertThat(ask(past(config), "select 1")).isEqualTo("1");
    }

    @Test
    void poolWithoutUrlCannotBePassed() {
        HikariConfig byClass = new HikariConfig();
        byClass.setDataSourceClassName(PGSimpleDataSource.class.getName());
        assertThat(ProbeDataSource.past(byClass)).isNull();
        HikariConfig byObject = config(cluster.primary());
        byObject.setDataSource(new PGSimpleDataSource());
        assertThat(ProbeDataSource.past(byObject))
                .as("a URL that HikariCP does not look at")
                .isNull();
        assertThat(ProbeDataSource.past(new HikariConfig())).isNull();
    }

    @Test
    void credentialsAreNotShown() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://ada:lovelace@db.example/shop?user=ada&password=lovelace");
        config.setUsername("ada");
        config.setPassword("lovelace");
        assertThat(past(config)).hasToString("ProbeDataSource[jdbc:postgresql://db.example/shop]");
    }

    private static DataSource past(HikariConfig pool) {
        return Objects.requireNonNull(ProbeDataSource.past(pool));
    }

    private static HikariConfig config(PostgresNode node) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(node.jdbcUrl());
        config.setUsername(node.user());
        config.setPassword(node.password());
        return config;
    }

    private static String ask(DataSource probe, String question) {
        return Objects.requireNonNull(new JdbcTemplate(probe).queryForObject(question, String.class));
    }
}
