package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.token.TokenCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.transaction.jta.JtaTransactionManager;

/** What is printed when the settings cannot be used; no server is asked unless a test says so. */
@ExtendWith(OutputCaptureExtension.class)
@PostgresClusterTest(replicas = 2)
class StartFailureTest {
    private static final String PRIMARY = "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/app";
    private static final String REPLICA = "replicated.replicas[0].url=jdbc:postgresql://127.0.0.1:2/app";

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, ReplicationAutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class NonHikari extends Application {
        @Bean
        DataSource dataSource() {
            return new PGSimpleDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Xa extends Application {
        @Bean
        DataSource dataSource() {
            return new XaAndOrdinary();
        }
    }

    static final class XaAndOrdinary extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return type.isAssignableFrom(PGXADataSource.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Jta extends Application {
        @Bean
        @Lazy
        JtaTransactionManager transactionManager() {
            return new JtaTransactionManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InjectsPool extends Application {
        @Bean
        String injecting(HikariDataSource pool) {
            return pool.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InjectsPoolLate extends Application {
        @Bean
        @DependsOn("dataSource")
        String injecting(HikariDataSource pool) {
            return pool.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoUnclear extends Application {
        @Bean
        DataSource one() {
            return new PGSimpleDataSource();
        }

        @Bean
        DataSource other() {
            return new PGSimpleDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TooEarly extends Application {
        @Bean
        static BeanFactoryPostProcessor impatient() {
            return beans -> beans.getBean("dataSource");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicated.replicas[0].username=app | replicated.replicas[0].url is missing
            replicated.replicas.Eu_1.url=jdbc:postgresql://h/app | the node name is 'Eu_1'; allowed are 1 to 32
            replicated.replicas[0].url=jdbc:postgresql://h/a,replicated.replicas.replica-1.url=jdbc:postgresql://i/a | both have the node name 'replica-1'
            replicated.replicas[0].url=jdbc:postgresql://h/a,replicated.replicas.primary.url=jdbc:postgresql://i/a | both have the node name 'primary'
            replicated.replicas[0].url=jdbc:postgresql://h/a?user=x,replicated.replicas[1].url=jdbc:postgresql://h:5432/a | replicated.replicas[1] and replicated.replicas[0] both have the server jdbc:postgresql://h:5432/a
            replicated.replicas[0].url=jdbc:postgresql://h/a,replicated.replicas[2].url=jdbc:postgresql://i/a | replicated.replicas[1] is missing, but there is replicated.replicas[2]
            replicated.replicas[1].url=jdbc:postgresql://h/a | replicated.replicas[0] is missing, but there is replicated.replicas[1]
            replicated.clusters.orders.data-source=dataSource,replicated.clusters.orders.replicas.eu.url=jdbc:postgresql://h/a,replicated.clusters.orders.replicas[3].url=jdbc:postgresql://i/a | replicated.clusters.orders.replicas[0] is missing, but there is replicated.clusters.orders.replicas[3]
            replicated.replicas[0].url=jdbc:postgresql://127.0.0.1:1/app | which is the primary (DataSource bean 'dataSource')
            replicated.replicas[0].url=jdbc:postgresql://h/a?targetServerType=secondary | lets the driver choose among servers
            replicated.replicas[0].url=postgres://app:secret@h/a | allowed are URLs that begin with 'jdbc:'
            replicated.replicas[0].url=jdbc:nosuch://h/a | cannot be made for the URL jdbc:nosuch://h/a
            replicated.replicas[0].weight=0 | replicated.replicas[0].weight is 0; allowed is 1 to 1000
            replicated.downtime=-1s | replicated.downtime is '-1s'; allowed is 1ms to 1h
            replicated.downtime=0 | replicated.downtime is '0ms'
            replicated.downtime=5x | Property: replicated.downtime
            replicated.consistency.level=default | replicated.consistency.level is 'default'; allowed is eventual, read-your-writes or session
            replicated.consistency.level=strong | READ_YOUR_WRITES
            replicated.consistency.max-wait=-1ms | replicated.consistency.max-wait is '-1ms'; allowed is 0ms to 1m
            replicated.consistency.max-wait=61s | replicated.consistency.max-wait is '61s'
            replicated.max-lag=999ms | replicated.max-lag is '999ms'; allowed is 1s to 1d
            replicated.max-lag=25h | replicated.max-lag is '25h'
            replicated.max-lag=10m | replicated.max-lag is '10m' and replicated.token.max-age is '10m'; max-lag must be less than max-age
            replicated.token.max-age=20s | replicated.max-lag is '30s' and replicated.token.max-age is '20s'
            replicated.token.max-age=0 | replicated.token.max-age is '0ms'; allowed is 1s to 1d
            replicated.capture-timeout=0 | replicated.capture-timeout is '0ms'; allowed is 1ms to 1m
            replicated.capture-timeout=61s | replicated.capture-timeout is '61s'
            replicated.poll-interval=9ms | replicated.poll-interval is '9ms'; allowed is 10ms to 5m
            replicated.poll-interval=6m | replicated.poll-interval is '6m'
            replicated.fallback-budget=-1 | replicated.fallback-budget is -1; allowed is 0 to 10000
            replicated.fallback-budget=many | Property: replicated.fallback-budget
            replicated.outage-budget=10001 | replicated.outage-budget is 10001; allowed is 0 to 10000
            replicated.outage-budget=all | Property: replicated.outage-budget
            replicated.failover=sometimes | FOLLOW
            replicated.abort-after=999ms | replicated.abort-after is '999ms'; allowed is 1s to 1h
            replicated.abort-after=61m | replicated.abort-after is '61m'
            replicated.consistency.levle=session | replicated.consistency.levle
            replicated.token.max-agee=10m | replicated.token.max-agee
            replicated.token.key=secret | There is no setting replicated.token.key ("replicated.token.key" from property source
            replicated.token.keys[1]=secret | There is no setting replicated.token.keys[1]
            replicated.token=secret | replicated.token is no setting, but has some
            replicated.replicas[0].url=jdbc:postgresql://h/a,replicated.replicas[0].pasword=secret | There is no setting replicated.replicas[0].pasword
            replicated.mode=sometimes | AUTO
            replicated.fallback=default | allowed is primary or fail
            replicated.primary-name=Haupt | replicated.primary-name: the node name is 'Haupt'
            replicated.modee=auto | replicated.modee
            replicated.replicas[0].urll=jdbc:postgresql://h/a | replicated.replicas[0].urll
            replicated.hikari.maximum-pool-sice=3 | no setting replicated.hikari.maximum-pool-sice ("replicated.hikari.maximum-pool-sice" from property source "defaultProperties")
            replicated.hikari.maximum-pool-size=0 | replicated.hikari.maximum-pool-size ("replicated.hikari.maximum-pool-size" from property source "defaultProperties") is '0', which HikariCP does not take: maxPoolSize cannot be less than 1
            replicated.replicas[0].hikari.maximumPoolSize=few | replicated.replicas[0].hikari.maximum-pool-size ("replicated.replicas[0].hikari.maximumPoolSize" from property source "defaultProperties") is 'few', which
            replicated.data-source=nowhere | there is no DataSource bean of that name; there are [dataSource]
            replicated.clusters.orders.replicas[0].url=jdbc:postgresql://h/a | replicated.clusters.orders.data-source is missing
            replicated.clusters.orders.data-source=dataSource | replicated.clusters.orders lists no replicas
            replicated.clusters.default.replicas[0].url=jdbc:postgresql://h/a | The cluster 'default' is configured twice
            """)
    void settingIsRefused(String settings, String message, CapturedOutput output) {
        assertRefused(output, Application.class, message, settings.split(","));
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void severalHostsInOneUrlAreRefused(CapturedOutput output) {
        assertRefused(
                output,
                Application.class,
                "several hosts",
                "replicated.replicas[0].url=jdbc:postgresql://h,i/a?password=secret");
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void onePrimaryOfTwoClustersIsRefused(CapturedOutput output) {
        assertRefused(
                output,
                Application.class,
                "is the primary of two clusters, 'default' and 'orders'",
                "replicated.clusters.orders.data-source=dataSource",
                "replicated.clusters.orders.replicas[0].url=jdbc:postgresql://h/a");
    }

    @Test
    void otherPoolWithoutUserIsRefused(CapturedOutput output) {
        assertRefused(output, NonHikari.class, "replicated.replicas[0].username is missing");
        assertThat(output).contains("PGSimpleDataSource").contains("not a HikariCP pool");
    }

    @Test
    void unclearPrimaryIsRefused(CapturedOutput output) {
        assertRefused(output, TwoUnclear.class, "which DataSource bean is their primary is not clear");
    }

    @Test
    void xaDataSourceIsRefused(CapturedOutput output) {
        assertRefused(output, Xa.class, "XA is not supported");
        assertThat(output).contains("Give the work to be routed an ordinary pool of its own");
    }

    @Test
    void jtaIsRefused(CapturedOutput output) {
        assertRefused(output, Jta.class, "the application's transactions are those of a JtaTransactionManager");
    }

    @Test
    void injectionOfThePoolsTypeIsExplained(CapturedOutput output) {
        assertRefused(output, InjectsPool.class, "the DataSource bean is a ReplicatedDataSource now");
        assertThat(output).contains("unwrap(HikariDataSource.class)").contains("replicated.enabled=false");
    }

    @Test
    void injectionOfThePoolsTypeIsExplainedAlsoLater(CapturedOutput output) {
        assertRefused(output, InjectsPoolLate.class, "the DataSource bean is a ReplicatedDataSource now");
    }

    @Test
    void applicationWhoseDataSourceWasNotTakenOverDoesNotStart(CapturedOutput output) {
        assertRefused(output, TooEarly.class, "could not be taken over");
    }

    @Test
    void replicaThatIsThePrimaryByAnotherNameIsRefused(PostgresCluster cluster, CapturedOutput output) {
        String sameServer = cluster.primary().jdbcUrl().replace("127.0.0.1", "localhost");
        List<String> settings = new ArrayList<>(List.of("replicated.replicas[0].url=" + sameServer));
        Nodes.primary(cluster).forEach((name, value) -> settings.add(name + "=" + value));
        assertRefused(output, Application.class, "Cluster 'default'", settings.toArray(String[]::new));
        assertThat(output).contains("replica(\"replica-1\")");
    }

    @Test
    void unknownMethodIsRefused(CapturedOutput output) {
        assertRefusedInWeb(
                output,
                "replicated.web.read-methods: 'FETCH' is not a known HTTP method",
                "replicated.web.read-methods=GET,FETCH");
    }

    @Test
    void bufferThatIsTooLargeIsRefused(CapturedOutput output) {
        assertRefusedInWeb(
                output,
                "replicated.web.replay-buffer: 20971520B is out of range; allowed are 1B to 16MB",
                "replicated.web.replay-buffer=20MB");
    }

    @Test
    void unknownPatternIsRefused(CapturedOutput output) {
        assertRefusedInWeb(
                output,
                "replicated.web.overrides: 'reports' is no path pattern",
                "replicated.web.overrides.reports=replica");
        assertThat(output).contains("replicated.web.overrides[/reports/**]=replica");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicated.token.keys=secret | replicated.token.keys[0] is too short: 6 characters
            replicated.token.keys[0]=secret!secret!secret!secret!secret!secret!secret | replicated.token.keys[0] is not Base64
            replicated.token.cookie.name=a!b | replicated.token.cookie.name is 'a!b'; allowed are 1 to 64 characters
            replicated.token.cookie.name=__Host-token | replicated.token.cookie.name: '__Host-token' needs replicated.token.cookie.path '/'
            replicated.token.cookie.name=__Secure-token | needs replicated.token.cookie.secure=true, not false
            replicated.token.cookie.same-site=none | replicated.token.cookie.same-site: NONE needs replicated.token.cookie.secure=true
            replicated.token.cookie.same-site=some | LAX
            replicated.token.cookie.path=shop | replicated.token.cookie.path: 'shop' is no path
            replicated.token.cookie.secure=auto | Property: replicated.token.cookie.secure
            replicated.token.header=a b | replicated.token.header: 'a b' is no name for it
            """)
    void settingOfTheTokenIsRefused(String setting, String message, CapturedOutput output) {
        assertRefusedInWeb(output, message, setting);
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void codecOfTheApplicationThatForgetsTooEarlyIsRefused(CapturedOutput output) {
        assertFails(
                output,
                "replicated.max-lag is PT30S, and the application's own TokenCodec has the maximum age PT20S",
                () -> start(ForgetfulCodec.class, WebApplicationType.SERVLET, withDefaults()));
    }

    @Test
    void applicationWithoutReplicasStartsAndSaysSo(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start(Application.class, WebApplicationType.NONE, PRIMARY, "replicated.mode=auto")) {
            assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            assertThat(output).containsOnlyOnce("No replicas are listed in replicated.replicas");
        }
    }

    @Test
    void embeddedDatabaseGetsNoReplicas(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start(Application.class, WebApplicationType.NONE, "spring.datasource.url=jdbc:h2:mem:test", REPLICA)) {
            assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            assertThat(output).containsOnlyOnce("is an embedded database, so the replicas of replicated are not used");
        }
    }

    private static void assertRefused(CapturedOutput output, Class<?> application, String message, String... settings) {
        assertFails(output, message, () -> start(application, WebApplicationType.NONE, withDefaults(settings)));
    }

    private static void assertRefusedInWeb(CapturedOutput output, String message, String... settings) {
        assertFails(
                output, message, () -> start(WebApplication.class, WebApplicationType.SERVLET, withDefaults(settings)));
    }

    private static void assertFails(CapturedOutput output, String message, Runnable start) {
        @Nullable Throwable failure = catchThrowable(start::run);
        assertThat(failure).as("the application has started").isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START");
        String printed = output.getAll().substring(output.getAll().indexOf("Description:"));
        assertThat(printed).contains(message).contains("Action:");
    }

    private static String[] withDefaults(String... settings) {
        boolean own = Stream.of(settings)
                .anyMatch(setting -> setting.matches("replicated\\.replicas.*\\.(url|urll|username)=.*"));
        return Stream.concat(own ? Stream.of(PRIMARY) : Stream.of(PRIMARY, REPLICA), Stream.of(settings))
                .toArray(String[]::new);
    }

    private static ConfigurableApplicationContext start(
            Class<?> application, WebApplicationType type, String... settings) {
        return new SpringApplicationBuilder(application)
                .web(type)
                .properties("logging.level.io.github.jdbcreplicated=info", "server.port=0")
                .properties(settings)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
    })
    @Import(WebParts.class)
    static class WebApplication extends Application {}

    @Configuration(proxyBeanMethods = false)
    static class ForgetfulCodec extends WebApplication {
        @Bean
        TokenCodec ownCodec() {
            return TokenCodec.builder().maxAge(Duration.ofSeconds(20)).build();
        }
    }

    /** The package-private configurations, by name, after the application's own beans as always. */
    static final class WebParts implements DeferredImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata metadata) {
            return new String[] {
                "io.github.jdbcreplicated.boot.actuate.ReplicationObservationAutoConfiguration",
                "io.github.jdbcreplicated.boot.token.ReplicationTokenAutoConfiguration",
                "io.github.jdbcreplicated.boot.web.ReplicationWebAutoConfiguration"
            };
        }
    }
}
