package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.boot.RunningBoard.Answer;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What those who come from flask-replicated and django_replicated look for, line by line. */
@PostgresClusterTest(replicas = 2)
class MigrationTableTest {
    private final PostgresCluster cluster;
    private final RunningBoard board;

    MigrationTableTest(PostgresCluster cluster) {
        this.cluster = cluster;
        this.board = RunningBoard.usual(cluster);
    }

    @Test
    void flaskReplicatedOrTheMiddlewareIsTheStarter() {
        assertThat(board.get("/plain/read").body()).isEqualTo("replica");
        assertThat(board.post("/plain/read").body()).isEqualTo("primary");
    }

    @Test
    void bindsMasterAndSlaveAreSpringDatasourceAndReplicas() throws SQLException {
        assertThat(dataSource().state().primary().name()).isEqualTo("primary");
        assertThat(dataSource().state().replicas()).extracting("name").containsExactly("replica-1", "replica-2");
        assertThat(isOnReplica(dataSource().node("replica-1"))).isTrue();
    }

    @Test
    void readonlyMethodsAreReadMethods() {
        assertThat(board.send("SEARCH", "/plain/read", "").body()).isEqualTo("replica");
        assertThat(board.send("OPTIONS", "/plain/read", "").routes()).doesNotContain("replica");
    }

    @Test
    void useMasterIsUsePrimaryAndWinsOverUseReplica() {
        assertThat(board.get("/plain/handler-on-primary").body()).isEqualTo("primary");
        assertThat(board.get("/plain/service-on-primary").body()).isEqualTo("primary");
        assertThat(board.get("/plain/handler-on-both").body()).isEqualTo("primary");
    }

    @Test
    void useSlaveIsUseReplica() {
        assertThat(board.post("/plain/handler-on-replica").body()).isEqualTo("replica");
        assertThat(board.post("/plain/service-on-replica").body()).isEqualTo("replica");
    }

    @Test
    void autoReadOnSlaveOffIsModeExplicitOnly() {
        dataSource().setMode(RoutingMode.EXPLICIT_ONLY);
        try {
            assertThat(board.get("/plain/read").body()).isEqualTo("primary");
            assertThat(board.get("/plain/service-on-replica").body()).isEqualTo("replica");
        } finally {
            dataSource().setMode(RoutingMode.AUTO);
        }
    }

    @Test
    void noRequestContextIsThePrimary() throws SQLException {
        assertThat(isOnReplica(dataSource())).isFalse();
        assertThat(board.get("/plain/other-thread").body()).isEqualTo("primary");
    }

    @Test
    void explicitBindIsTheNodesOwnDataSource() throws SQLException {
        assertThat(isOnReplica(dataSource().node("replica-2"))).isTrue();
        assertThat(isOnReplica(dataSource().primary())).isFalse();
    }

    @Test
    void stateStackIsNestedScopes() {
        assertThat(board.get("/plain/nested").body()).isEqualTo("primary replica primary replica");
    }

    @Test
    void viewsOverridesAreWebOverrides() {
        Answer toReplica = board.post("/jpa/read-write");
        assertThat(toReplica.body()).isEqualTo("replica");
        assertThat(toReplica.routes()).contains("EXPLICIT_REPLICA");
        assertThat(board.get("/template/read/anything").routes()).doesNotContain("replica");
    }

    @Test
    void forceStateHeaderIsATargetResolver() {
        assertThat(board.get("/plain/read", "X-Target", "PRIMARY").body()).isEqualTo("primary");
        assertThat(board.post("/plain/read", "X-Target", "REPLICA").body()).isEqualTo("replica");
    }

    @Test
    void databaseDowntimeIsDowntime() throws SQLException {
        cluster.replica(1).kill();
        cluster.replica(2).kill();
        String served = board.getUntil("/plain/read", "primary");
        assertThat(served)
                .as("a connection that was idle for a moment only is not tested, so a read may fail before")
                .isEqualTo("primary");
        board.heal(cluster);
        assertThat(board.getUntil("/plain/read", "replica")).isEqualTo("replica");
    }

    @Test
    void serviceIsReadonlyIsARequestAttribute() {
        assertThat(board.get("/plain/accepts-writes").body()).isEqualTo("true");
    }

    private ReplicatedDataSource dataSource() {
        return (ReplicatedDataSource)
                board.context().getBean(JdbcTemplate.class).getDataSource();
    }

    private static boolean isOnReplica(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
