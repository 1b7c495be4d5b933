package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.TestDatabaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

@PostgresClusterTest(replicas = 2)
class TakeoverTest {
    private final ApplicationContextRunner runner;
    private final PostgresCluster cluster;

    TakeoverTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        ReplicationAutoConfiguration.class))
                .withPropertyValues(Nodes.properties(cluster).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    @Test
    void listingReplicasIsEnough() {
        runner.run(context -> {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            String inRecovery = "select pg_is_in_recovery()";
            assertThat(jdbc.queryForObject(inRecovery, Boolean.class)).isFalse();
            assertThat(ReplicationScope.onReplica(() -> jdbc.queryForObject(inRecovery, Boolean.class)))
                    .isTrue();
        });
    }

    @Test
    void thereIsOneDataSourceBeanAndItUnwrapsToThePrimary() {
        runner.run(context -> {
            DataSource dataSource = context.getBean(DataSource.class);
            assertThat(dataSource).isInstanceOf(ReplicatedDataSource.class);
            assertThat(dataSource.unwrap(HikariDataSource.class).getJdbcUrl())
                    .isEqualTo(cluster.primary().jdbcUrl());
        });
    }

    @Test
    void disabledLeavesTheBeanAsItWas() {
        runner.withPropertyValues("replicated.enabled=false", "replicated.replicas[0].url=nonsense")
                .run(context -> assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class));
    }

    @Test
    void replicaThatIsDownDoesNotStopTheApplication() {
        runner.withPropertyValues("replicated.replicas[1].url=jdbc:postgresql://127.0.0.1:1/app")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void databaseThatATestPutInItsPlaceGetsNoReplicas() {
        runner.withConfiguration(AutoConfigurations.of(TestDatabaseAutoConfiguration.class))
                .withPropertyValues("spring.test.database.replace=ANY")
                .run(context -> assertThat(context.getBean(DataSource.class)).isInstanceOf(EmbeddedDatabase.class));
    }

    @Test
    void poolsOfReplicasLeaveTheLoginTimeoutOfTheProcessAlone() {
        DriverManager.setLoginTimeout(17);
        try {
            runner.withPropertyValues("spring.datasource.hikari.connection-timeout=17000")
                    .run(context -> assertThat(DriverManager.getLoginTimeout()).isEqualTo(17));
        } finally {
            DriverManager.setLoginTimeout(0);
        }
    }
}
