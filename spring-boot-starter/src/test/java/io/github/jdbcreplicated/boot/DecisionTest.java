package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.boot.RunningBoard.Answer;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each line of the decision table, through HTTP, for each way to reach the database. */
@PostgresClusterTest(replicas = 2)
class DecisionTest {
    private final PostgresCluster cluster;

    DecisionTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** How the handler reaches the database. */
    enum Access {
        PLAIN_JDBC("/plain", true),
        JDBC_TEMPLATE("/template", true),
        JPA("/jpa", true),
        JPA_WITHOUT_OPEN_VIEW("/jpa", false),
        JDBC_TEMPLATE_WITHOUT_OPEN_VIEW("/template", false);

        final String path;
        final boolean openView;

        Access(String path, boolean openView) {
            this.path = path;
            this.openView = openView;
        }

        /** A repository wraps each of its writes into a transaction. */
        boolean hasOwnTransactions() {
            return path.equals("/jpa");
        }
    }

    @ParameterizedTest
    @EnumSource
    void primaryOnlySwitchesReplicasOff(Access access) throws SQLException {
        inMode(access, RoutingMode.PRIMARY_ONLY, () -> {
            assertServed(get(access, "/read"), "primary", "KILL_SWITCH");
            assertServed(get(access, "/service-on-replica"), "primary", "KILL_SWITCH");
        });
    }

    @ParameterizedTest
    @EnumSource
    void transactionStaysWhereItBegan(Access access) {
        Answer answer = get(access, "/read-only");
        assertThat(answer.body()).isEqualTo("replica");
        assertThat(answer.routes())
                .as("each connection chose once")
                .matches(
                        access == Access.PLAIN_JDBC
                                ? "(replica-\\d);reason=INFERRED_REPLICA, \\1;reason=INFERRED_REPLICA"
                                : "replica-\\d;reason=INFERRED_REPLICA");
    }

    @ParameterizedTest
    @EnumSource
    void threadWithoutScopeUsesThePrimary(Access access) {
        assertServed(get(access, "/other-thread"), "primary", "");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN_JDBC")
    void serializableGoesToThePrimary(Access access) {
        assertServed(get(access, "/serializable"), "primary", "SERIALIZABLE");
    }

    @ParameterizedTest
    @EnumSource
    void explicitPrimaryOfAHandler(Access access) {
        assertServed(get(access, "/handler-on-primary"), "primary", "EXPLICIT_PRIMARY");
        assertServed(get(access, "/service-on-primary"), "primary", "EXPLICIT_PRIMARY");
    }

    @ParameterizedTest
    @EnumSource
    void explicitReplicaOfAHandler(Access access) {
        assertServed(post(access, "/handler-on-replica"), "replica", "EXPLICIT_REPLICA");
        assertServed(post(access, "/service-on-replica"), "replica", "EXPLICIT_REPLICA");
    }

    @ParameterizedTest
    @EnumSource
    void explicitOnlyInfersNothing(Access access) throws SQLException {
        inMode(access, RoutingMode.EXPLICIT_ONLY, () -> {
            assertServed(get(access, "/read"), "primary", "EXPLICIT_ONLY");
            assertServed(get(access, "/service-on-replica"), "replica", "EXPLICIT_REPLICA");
        });
    }

    @ParameterizedTest
    @EnumSource
    void postGoesToThePrimary(Access access) {
        assertServed(post(access, "/read"), "primary", "INFERRED_PRIMARY");
        assertThat(post(access, "/write").body()).isEqualTo("written");
    }

    @ParameterizedTest
    @EnumSource
    void getThatWritesContinuesOnThePrimary(Access access) {
        Answer answer = get(access, "/visit");
        assertThat(answer.body()).isEqualTo("primary");
        String write = access.hasOwnTransactions() ? "READ_WRITE_TRANSACTION" : "WRITE_STATEMENT";
        boolean oneConnectionPerRequest = access == Access.JPA;
        assertThat(answer.routes())
                .isEqualTo(
                        "primary;reason=" + write + (oneConnectionPerRequest ? "" : ", primary;reason=WROTE_EARLIER"));
    }

    @ParameterizedTest
    @EnumSource
    void readWriteTransactionGoesToThePrimary(Access access) {
        if (access == Access.JPA) {
            return; // overridden there, see MigrationTableTest
        }
        assertServed(get(access, "/read-write"), "primary", "READ_WRITE_TRANSACTION");
    }

    @ParameterizedTest
    @EnumSource
    void getReadsFromAReplica(Access access) {
        assertServed(get(access, "/read"), "replica", "INFERRED_REPLICA");
    }

    @ParameterizedTest
    @EnumSource
    void getThatReadsAndThenWritesEndsOnThePrimary(Access access) {
        Answer answer = get(access, "/read-then-write");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("primary");
    }

    private void inMode(Access access, RoutingMode mode, Runnable check) throws SQLException {
        ReplicatedDataSource dataSource =
                board(access).context().getBean(DataSource.class).unwrap(ReplicatedDataSource.class);
        dataSource.setMode(mode);
        try {
            check.run();
        } finally {
            dataSource.setMode(RoutingMode.AUTO);
        }
    }

    private RunningBoard board(Access access) {
        return access.openView ? RunningBoard.usual(cluster) : RunningBoard.withoutOpenView(cluster);
    }

    private Answer get(Access access, String path) {
        return board(access).get(access.path + path);
    }

    private Answer post(Access access, String path) {
        return board(access).post(access.path + path);
    }

    private static void assertServed(Answer answer, String by, String reason) {
        assertThat(answer.body()).isEqualTo(by);
        assertThat(answer.routes())
                .matches(reason.isEmpty() ? "" : "(primary|replica-\\d);reason=" + reason)
                .doesNotContain(",");
    }
}
