package io.github.jdbcreplicated.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.boot.RunningBoard.Answer;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What applications do, and what must not end on the wrong server. */
@PostgresClusterTest(replicas = 2)
class DisasterTest {
    private static final String COUNT = "select count(*) from message where text = 'after a read'";

    private final PostgresCluster cluster;

    DisasterTest(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/template", "/jpa"})
    void transactionThatReadsOnAReplicaAndThenWritesCommitsOnThePrimary(String path) {
        RunningBoard board = RunningBoard.withoutOpenView(cluster);
        JdbcTemplate jdbc = board.context().getBean(JdbcTemplate.class);
        long before = count(jdbc);
        Answer answer = board.post(path + "/reads-on-replica-then-writes");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("primary");
        assertThat(count(jdbc)).isEqualTo(before + 1);
        assertThat(board.get("/actuator/replication").body())
                .as("the annotation that was overruled is listed")
                .contains("ReplicaMessages.count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/template", "/jpa"})
    void readOnlyTransactionThatWantsThePrimaryIsNotServedByAReplica(String path) {
        Answer answer = RunningBoard.withoutOpenView(cluster).get(path + "/reads-then-wants-primary");
        assertThat(answer.body()).as("run again on the primary").isEqualTo("primary");
        Answer atOnce = RunningBoard.withoutOpenView(cluster).get(path + "/wants-primary-at-once");
        assertThat(atOnce.body()).isEqualTo("primary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/template", "/jpa"})
    void sameWithOpenView(String path) {
        assertThat(RunningBoard.usual(cluster)
                        .get(path + "/reads-then-wants-primary")
                        .body())
                .isNotEqualTo("replica");
    }

    private static long count(JdbcTemplate jdbc) {
        Long count = jdbc.queryForObject(COUNT, Long.class);
        return count == null ? -1 : count;
    }
}
