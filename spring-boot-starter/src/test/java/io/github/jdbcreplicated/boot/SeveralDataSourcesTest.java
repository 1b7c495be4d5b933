package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Which bean is taken over, and what decorates it. */
@PostgresClusterTest(replicas = 2)
@ExtendWith(OutputCaptureExtension.class)
class SeveralDataSourcesTest {
    private static final String ON_A_REPLICA = "select pg_is_in_recovery()";

    private final ApplicationContextRunner runner;

    SeveralDataSourcesTest(PostgresCluster cluster) {
        this.runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicationAutoConfiguration.class))
                .withBean(PostgresCluster.class, () -> cluster, definition -> definition.setDestroyMethodName(""))
                .withPropertyValues(
                        "replicated.replicas[0].url=" + cluster.replica(1).jdbcUrl());
    }

    @Configuration(proxyBeanMethods = false)
    static class Two {
        @Bean
        @Primary
        DataSource shop(PostgresCluster cluster) {
            return pool(cluster.primary());
        }

        @Bean
        DataSource orders(PostgresCluster cluster) {
            return pool(cluster.primary());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NotHikari {
        @Bean
        DataSource dataSource(PostgresCluster cluster) {
            return cluster.primary().dataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed extends Two {
        @Bean
        static BeanPostProcessor observing() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String beanName) {
                    return bean instanceof DataSource dataSource ? new Observing(dataSource, beanName) : bean;
                }
            };
        }
    }

    /** One connection to the primary for all. */
    @Configuration(proxyBeanMethods = false)
    static class Small {
        @Bean
        HikariDataSource dataSource(PostgresCluster cluster) {
            HikariDataSource pool = pool(cluster.primary());
            pool.setMaximumPoolSize(1);
            return pool;
        }

        @Bean
        static BeanPostProcessor observing() {
            return Observed.observing();
        }
    }

    static final class Observing extends DelegatingDataSource {
        final String name;

        Observing(DataSource target, String name) {
            super(target);
            this.name = name;
        }
    }

    @Test
    void thePrimaryCandidateIsTakenOverAndTheOtherIsNot() {
        runner.withUserConfiguration(Two.class).run(context -> {
            assertThat(context.getBean("shop")).isInstanceOf(ReplicatedDataSource.class);
            assertThat(context.getBean("orders")).isInstanceOf(HikariDataSource.class);
        });
    }

    @Test
    void theNamedBeanIsTakenOver() {
        runner.withUserConfiguration(Two.class)
                .withPropertyValues("replicated.data-source=orders")
                .run(context -> {
                    assertThat(context.getBean("shop")).isInstanceOf(HikariDataSource.class);
                    assertThat(context.getBean("orders")).isInstanceOf(ReplicatedDataSource.class);
                });
    }

    @Test
    void eachClusterHasItsOwnBeanAndReplicas(PostgresCluster cluster) {
        runner.withUserConfiguration(Two.class)
                .withPropertyValues(
                        "replicated.clusters.orders.data-source=orders",
                        "replicated.clusters.orders.replicas.near.url="
                                + cluster.replica(2).jdbcUrl())
                .run(context -> {
                    ReplicatedDataSource orders = context.getBean("orders", ReplicatedDataSource.class);
                    assertThat(orders.cluster()).isEqualTo("orders");
                    assertThat(orders.node("near")
                                    .unwrap(HikariDataSource.class)
                                    .getPoolName())
                            .isEqualTo("orders-near");
                    JdbcTemplate inOrders = new JdbcTemplate(orders);
                    assertThat(ReplicationScope.onReplica(() -> inOrders.queryForObject(ON_A_REPLICA, Boolean.class)))
                            .isTrue();
                });
    }

    @Test
    void poolOfAnotherKindNeedsTheReplicasUser(PostgresCluster cluster) {
        runner.withUserConfiguration(NotHikari.class)
                .withPropertyValues(
                        "replicated.replicas[0].username=" + cluster.primary().user(),
                        "replicated.replicas[0].password=" + cluster.primary().password())
                .run(context -> {
                    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                    assertThat(ReplicationScope.onReplica(() -> jdbc.queryForObject(ON_A_REPLICA, Boolean.class)))
                            .isTrue();
                });
    }

    @Test
    void whatDecoratesDataSourcesDecoratesEachNode() {
        runner.withUserConfiguration(Observed.class).run(context -> {
            ReplicatedDataSource shop = context.getBean("shop", ReplicatedDataSource.class);
            assertThat(shop.primary())
                    .isInstanceOfSatisfying(
                            Observing.class, it -> assertThat(it.name).isEqualTo("shop"));
            assertThat(shop.node("replica-1"))
                    .isInstanceOfSatisfying(
                            Observing.class, it -> assertThat(it.name).isEqualTo("shop.replica-1"));
        });
    }

    @Test
    void thePrimaryIsAskedPastItsPoolWhateverDecoratesIt(CapturedOutput output) {
        runner.withUserConfiguration(Small.class).run(context -> {
            ReplicatedDataSource shop = context.getBean("dataSource", ReplicatedDataSource.class);
            assertThat(shop.primary()).isInstanceOf(Observing.class);
            assertThat(output).contains("Cluster 'default': primary").doesNotContain("through the pool");
            JdbcTemplate jdbc = new JdbcTemplate(shop);
            String system = jdbc.queryForObject("select system_identifier from pg_control_system()", String.class);
            ReplicationScope.onPrimary(() -> {
                jdbc.execute("create table if not exists probed (id int)");
                try (Connection held = shop.primary().getConnection()) {
                    assertThat(held.isValid(1)).isTrue();
                    assertThat(ReplicationScope.token().position("default", system))
                            .as("captured while the application holds the only connection")
                            .isNotNull()
                            .satisfies(
                                    position -> assertThat(position.isKnown()).isTrue());
                }
                return null;
            });
        });
    }

    @Test
    void poolOfAnotherKindIsAskedItselfAndTheStartLineSaysSo(PostgresCluster cluster, CapturedOutput output) {
        runner.withUserConfiguration(NotHikari.class)
                .withPropertyValues(
                        "replicated.replicas[0].username=" + cluster.primary().user(),
                        "replicated.replicas[0].password=" + cluster.primary().password())
                .run(context -> {
                    assertThat(context.getBean(DataSource.class)).isInstanceOf(ReplicatedDataSource.class);
                    assertThat(output).contains("'primary' asked for role and position through the pool");
                });
    }

    @Test
    void replicasPoolsAreClosedWithTheApplication() {
        HikariDataSource[] pool = new HikariDataSource[1];
        runner.withUserConfiguration(Two.class)
                .run(context -> pool[0] = context.getBean("shop", ReplicatedDataSource.class)
                        .node("replica-1")
                        .unwrap(HikariDataSource.class));
        assertThat(pool[0].isClosed()).isTrue();
    }

    @Test
    void replicasConnectionsCannotWriteEvenWithoutBeingAskedNotTo() {
        runner.withUserConfiguration(Two.class).run(context -> {
            DataSource replica =
                    context.getBean("shop", ReplicatedDataSource.class).node("replica-1");
            assertThat(new JdbcTemplate(replica).queryForObject("show default_transaction_read_only", String.class))
                    .isEqualTo("on");
        });
    }

    @Test
    void beanThatIsMadeLaterIsTakenOverThen() {
        runner.withUserConfiguration(Two.class)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        beans -> beans.getBeanDefinition("shop").setLazyInit(true)))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean("shop")).isInstanceOf(ReplicatedDataSource.class);
                });
    }

    private static HikariDataSource pool(PostgresNode node) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(node.jdbcUrl());
        pool.setUsername(node.user());
        pool.setPassword(node.password());
        pool.setMaximumPoolSize(2);
        return pool;
    }
}
