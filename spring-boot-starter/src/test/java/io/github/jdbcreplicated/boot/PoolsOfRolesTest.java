package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.boot.takeover.ReplicatedClusters;
import io.github.jdbcreplicated.boot.takeover.RunningCluster;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which pools an application gets, and what it is told of them at the start. */
@PostgresClusterTest(replicas = 2)
@ExtendWith(OutputCaptureExtension.class)
class PoolsOfRolesTest {
    private static final String MAY_WRITE_TO_NO_TABLE = "may write to no table";

    private final PostgresCluster cluster;
    private final ApplicationContextRunner runner;

    /** Of a user of the replica's own, made anew, as what is made stays. */
    private final String reader = "reader_" + UUID.randomUUID().toString().substring(0, 8);

    PoolsOfRolesTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.runner = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, ReplicationAutoConfiguration.class))
                .withPropertyValues(Nodes.properties(cluster).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    @BeforeEach
    void userOfItsOwn() {
        new JdbcTemplate(cluster.primary().dataSource()).execute("create table if not exists note (text text)");
        admin("create role " + reader + " login password 'secret'");
        admin("grant select on note to " + reader);
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
    }

    @Test
    void poolsForTheOtherRoleAreThereAndUntouched() {
        List<HikariDataSource> all = new ArrayList<>();
        runner.run(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            jdbc.execute("select 1");
            ReplicationScope.onReplica(() -> jdbc.queryForObject("select 1", Integer.class));
            RunningCluster running = running(context);
            assertThat(running.otherRolePools()).containsOnlyKeys("replica-1-writing", "primary-reading");
            assertThat(running.otherRolePools().values())
                    .allSatisfy(pool -> assertThat(pool.getHikariPoolMXBean()).isNull());
            all.addAll(running.replicaPools().values());
            all.addAll(running.otherRolePools().values());
        });
        assertThat(all)
                .hasSize(3)
                .allSatisfy(pool -> assertThat(pool.isClosed()).isTrue());
    }

    @Test
    void poolsForTheOtherRoleAreNotMadeWhereNothingFollows() {
        runner.withPropertyValues("replicated.failover=off")
                .run(context -> assertThat(running(context).otherRolePools()).isEmpty());
    }

    /** As YAML reads it. */
    @Test
    void offIsUnderstoodAsABoolean() {
        runner.withPropertyValues("replicated.failover=false")
                .run(context -> assertThat(running(context).otherRolePools()).isEmpty());
    }

    @Test
    void replicaWithThePrimarysUserIsNoWordWorth(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("Cluster 'default': primary 'primary'")
                .doesNotContain(MAY_WRITE_TO_NO_TABLE)
                .doesNotContain("FailoverNotes");
    }

    @Test
    void userThatMayOnlyReadIsWarnedOf(CapturedOutput output) {
        asReader().run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("the user of replica 'replica-1' " + MAY_WRITE_TO_NO_TABLE)
                .contains("replicated.replicas[0].username")
                .doesNotContain("secret");
    }

    @Test
    void userThatMayWriteIsNot(CapturedOutput output) {
        admin("grant insert on note to " + reader);
        cluster.awaitCaughtUp(Duration.ofSeconds(10));
        asReader().run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(MAY_WRITE_TO_NO_TABLE);
    }

    @Test
    void userIsNotAskedForWhereNothingFollows(CapturedOutput output) {
        asReader()
                .withPropertyValues("replicated.failover=off")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(MAY_WRITE_TO_NO_TABLE);
    }

    @Test
    void primaryWithoutASecondPoolIsWarnedOf(CapturedOutput output) {
        runner.withBean("dataSource", DataSource.class, () -> cluster.primary().dataSource())
                .withPropertyValues(
                        "replicated.hikari.username=" + cluster.primary().user(),
                        "replicated.hikari.password=" + cluster.primary().password())
                .run(context -> assertThat(running(context).otherRolePools()).containsOnlyKeys("replica-1-writing"));
        assertThat(output).containsOnlyOnce("it is read with the application's own pool");
    }

    private ApplicationContextRunner asReader() {
        return runner.withPropertyValues(
                "replicated.replicas[0].username=" + reader, "replicated.replicas[0].password=secret");
    }

    private void admin(String sql) {
        new JdbcTemplate(cluster.primary().adminDataSource()).execute(sql);
    }

    private static RunningCluster running(ApplicationContext context) {
        Collection<RunningCluster> all =
                context.getBean(ReplicatedClusters.class).all();
        assertThat(all).hasSize(1);
        return all.iterator().next();
    }
}
