package io.github.jdbcreplicated.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.Immutable;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every test finds the cluster whole, whatever the one before it has left. */
@PostgresClusterTest(replicas = 2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealingBetweenTestsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    enum Mess {
        FROZEN(cluster -> cluster.nodes().forEach(PostgresNode::freeze)),
        PAUSED_AND_LATE(cluster -> {
            cluster.replica(1).pauseReplay();
            cluster.replica(2).applyDelay(Duration.ofHours(1));
        }),
        DOWN(cluster -> cluster.nodes().forEach(PostgresNode::kill)),
        CUT_OFF(cluster -> {
            cluster.nodes().forEach(node -> node.network().blackhole());
            cluster.replica(1).replicationNetwork().refuse();
            cluster.replica(1).replicationNetwork().reset();
        }),
        SET_OTHERWISE(cluster -> {
            run(cluster.primary().adminDataSource(), "alter system set shared_buffers = '24MB'");
            run(cluster.primary().adminDataSource(), "alter system set default_transaction_read_only = on");
            cluster.primary().restart();
        }),
        FAILED_OVER(cluster -> {
            cluster.primary().kill();
            cluster.replica(1).promote();
            cluster.replica(2).follow(cluster.replica(1));
            run(cluster.replica(1).dataSource(), "create table after_failover ()");
        }),
        SPLIT(cluster -> {
            cluster.replica(1).promote();
            cluster.replica(2).promote();
        }),
        CRASHED(cluster -> cluster.nodes().forEach(node -> node.killProcess("checkpointer"))),
        NOTHING(cluster -> {});

        private final Deed deed;

        Mess(Deed deed) {
            this.deed = deed;
        }

        @Immutable
        @FunctionalInterface
        private interface Deed {
            void doTo(PostgresCluster cluster) throws SQLException;
        }
    }

    @BeforeEach
    void clusterIsWhole(PostgresCluster cluster) throws SQLException {
        assertThat(cluster.primary().isInRecovery()).isFalse();
        run(cluster.primary().dataSource(), "drop table if exists whole", "create table whole ()");
        cluster.awaitCaughtUp(SOON);
        for (PostgresNode replica : cluster.replicas()) {
            assertThat(replica.isInRecovery()).isTrue();
            assertThat(ask(replica.dataSource(), "select count(*) from whole")).isEqualTo("0");
        }
        assertThat(ask(cluster.primary().dataSource(), "show shared_buffers")).isEqualTo("16MB");
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void leavesAMess(Mess mess, PostgresCluster cluster) throws SQLException {
        mess.deed.doTo(cluster);
    }

    @Test
    @Order(2)
    void whatTheNewPrimaryWroteSurvivesTheWayBack(PostgresCluster cluster) throws SQLException {
        assertThat(ask(cluster.primary().dataSource(), "select count(*) from after_failover"))
                .isEqualTo("0");
        run(cluster.primary().dataSource(), "drop table after_failover");
    }

    @Test
    @Order(3)
    void destroysTheData(PostgresCluster cluster) throws SQLException, IOException {
        run(cluster.primary().dataSource(), "create table doomed ()");
        Path data = Path.of(ask(cluster.primary().adminDataSource(), "show data_directory"));
        cluster.primary().kill();
        Files.delete(data.resolve("global/pg_control"));
    }

    @Test
    @Order(4)
    void whatCannotBeHealedIsBuiltAnewWithTheSameUrls(PostgresCluster cluster) throws SQLException {
        assertThat(ask(cluster.primary().dataSource(), "select count(*) from pg_class where relname = 'doomed'"))
                .isEqualTo("0");
    }

    private static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
