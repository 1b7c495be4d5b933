package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.util.List;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.batch.BatchDataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzDataSource;
import org.springframework.boot.autoconfigure.session.SessionAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** The primary's own DataSource goes to what must not be routed, and shows nowhere else. */
@PostgresClusterTest(replicas = 2)
class PublishedPrimaryTest {
    private static final String ON_A_REPLICA = "select pg_is_in_recovery()";

    private static final Class<?> SESSIONS = ClassUtils.resolveClassName(
            "io.github.jdbcreplicated.boot.takeover.ReplicationSessionAutoConfiguration", null);

    private final WebApplicationContextRunner runner;

    PublishedPrimaryTest(PostgresCluster cluster) {
        this.runner = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        SESSIONS,
                        ReplicationAutoConfiguration.class))
                .withUserConfiguration(Consumers.class)
                .withPropertyValues(Nodes.properties(cluster).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    record Given(DataSource batch, DataSource quartz, DataSource usual, List<DataSource> all) {}

    @Configuration(proxyBeanMethods = false)
    static class Consumers {
        @Bean
        Given given(
                @BatchDataSource ObjectProvider<DataSource> batch,
                @QuartzDataSource ObjectProvider<DataSource> quartz,
                ObjectProvider<DataSource> usual) {
            return new Given(
                    batch.getObject(),
                    quartz.getObject(),
                    usual.getObject(),
                    usual.stream().toList());
        }
    }

    @Test
    void batchAndQuartzAreGivenThePrimary() {
        runner.run(context -> {
            Given given = context.getBean(Given.class);
            assertThat(given.usual()).isSameAs(context.getBean("dataSource"));
            for (DataSource own : new DataSource[] {given.batch(), given.quartz()}) {
                assertThat(own).isNotSameAs(given.usual());
                JdbcTemplate jdbc = new JdbcTemplate(own);
                assertThat(ReplicationScope.onReplica(() -> jdbc.queryForObject(ON_A_REPLICA, Boolean.class)))
                        .isFalse();
            }
        });
    }

    @Test
    void itIsNoSecondDataSourceForWhatGoesThroughAll() {
        runner.run(context -> {
            assertThat(context.getBeanNamesForType(DataSource.class, false, true))
                    .containsExactly("dataSource");
            assertThat(context.getBean(Given.class).all()).hasSize(1);
        });
    }

    @Test
    void itsWorkBelongsToTheApplicationsTransaction() {
        runner.run(context -> {
            JdbcTemplate own = new JdbcTemplate(context.getBean(Given.class).batch());
            JdbcTemplate usual = context.getBean(JdbcTemplate.class);
            usual.execute("create table if not exists job (id int)");
            TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
            transaction.executeWithoutResult(status -> {
                own.update("insert into job values (1)");
                assertThat(usual.queryForObject("select count(*) from job", Long.class))
                        .as("seen before the commit, by the same transaction")
                        .isEqualTo(1);
                status.setRollbackOnly();
            });
            assertThat(usual.queryForObject("select count(*) from job", Long.class))
                    .isZero();
        });
    }

    @Test
    void springBootsFlywayTakesIt() {
        runner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withBean(FlywayMigrationStrategy.class, () -> flyway -> {})
                .run(context -> assertThat(
                                context.getBean(Flyway.class).getConfiguration().getDataSource())
                        .hasToString(context.getBean(Given.class).batch().toString()));
    }

    @Test
    void springBootsFlywayPrefersTheApplicationsOwn() {
        runner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withBean(FlywayMigrationStrategy.class, () -> flyway -> {})
                .withUserConfiguration(OwnForFlyway.class)
                .run(context -> assertThat(
                                context.getBean(Flyway.class).getConfiguration().getDataSource())
                        .isInstanceOf(SimpleDriverDataSource.class));
    }

    @Test
    void flywayWithAUserOfItsOwnIsDerivedFromThePrimary(PostgresCluster cluster) {
        runner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withBean(FlywayMigrationStrategy.class, () -> flyway -> {})
                .withPropertyValues("spring.flyway.user=migrator", "spring.flyway.password=secret")
                .run(context -> {
                    DataSource derived =
                            context.getBean(Flyway.class).getConfiguration().getDataSource();
                    assertThat(derived)
                            .extracting("url")
                            .isEqualTo(cluster.primary().jdbcUrl());
                    assertThat(derived).extracting("username").isEqualTo("migrator");
                });
    }

    @Test
    void springBootsLiquibaseTakesIt() {
        runner.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
                .withPropertyValues("spring.liquibase.change-log=classpath:changes.sql")
                .run(context -> assertThat(
                                context.getBean(SpringLiquibase.class).getDataSource())
                        .hasToString(context.getBean(Given.class).batch().toString()));
    }

    @Test
    void sessionsAreReadFromThePrimaryInEveryScope() {
        runner.withConfiguration(AutoConfigurations.of(SessionAutoConfiguration.class))
                .withUserConfiguration(Server.class)
                .withPropertyValues("spring.session.jdbc.initialize-schema=always")
                .run(context -> {
                    SessionRepository<?> sessions = context.getBean(JdbcIndexedSessionRepository.class);
                    String id = ReplicationScope.onReplica(() -> created(sessions));
                    assertThat(ReplicationScope.onReplica(() -> sessions.findById(id)))
                            .as("a replica would not have it so soon, or refuse the insert")
                            .isNotNull();
                    assertThatThrownBy(() -> saveBroken(sessions)).hasMessageContaining("serial");
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForObject("select count(*) from spring_session", Long.class))
                            .as("the row of a session whose attributes could not be saved")
                            .isEqualTo(1);
                });
    }

    private static <S extends Session> String created(SessionRepository<S> sessions) {
        S session = sessions.createSession();
        session.setAttribute("user", "ada");
        sessions.save(session);
        return session.getId();
    }

    /** Its row can be inserted, its attribute cannot. */
    private static <S extends Session> void saveBroken(SessionRepository<S> sessions) {
        S session = sessions.createSession();
        session.setAttribute("user", new Object());
        sessions.save(session);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ServerProperties.class)
    static class Server {}

    @Configuration(proxyBeanMethods = false)
    static class OwnForFlyway {
        @Bean(defaultCandidate = false)
        @FlywayDataSource
        DataSource ofFlyway() {
            return new SimpleDriverDataSource();
        }
    }
}
