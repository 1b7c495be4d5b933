package io.github.jdbcreplicated.testkit.history.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.Guarantee;
import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.Value;
import io.github.jdbcreplicated.testkit.history.Verdict;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import io.github.jdbcreplicated.testkit.network.CutMoment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection breaks during COMMIT; each way to make something up about that is found in the final list. */
@PostgresClusterTest(
        replicas = 2,
        settings = {"autovacuum=off", "bgwriter_lru_maxpages=0", "checkpoint_timeout=1h"})
class UnknownCommitTest {

    private final PostgresNode primary;

    UnknownCommitTest(PostgresCluster cluster) throws SQLException {
        this.primary = cluster.primary();
        Stage.run(
                primary.dataSource(),
                "drop table if exists list",
                "create table list (k text, element text)",
                "insert into list values ('x', 'first')");
    }

    @ParameterizedTest
    @EnumSource
    void outcomeThatIsCalledUnknownIsNeverFlagged(CutMoment moment) throws SQLException, IOException {
        assertThat(history(moment, lost -> Outcome.INFO).findings()).isEmpty();
    }

    @Test
    void commitThatIsSentAgainIsDoubled() throws SQLException, IOException {
        HistoryReport report = history(CutMoment.BEFORE_ITS_ANSWER_RETURNS, lost -> {
            append();
            return Outcome.OK;
        });

        assertThat(report.count(Guarantee.NO_WRITE_DOUBLED, Verdict.VIOLATION)).isOne();
    }

    @Test
    void commitThatIsTakenForDoneIsLost() throws SQLException, IOException {
        HistoryReport report = history(CutMoment.BEFORE_IT_REACHES_THE_SERVER, lost -> Outcome.OK);

        assertThat(report.count(Guarantee.NO_WRITE_LOST, Verdict.VIOLATION)).isOne();
    }

    @Test
    void commitThatIsTakenForFailedIsSeen() throws SQLException, IOException {
        HistoryReport report = history(CutMoment.BEFORE_ITS_ANSWER_RETURNS, lost -> Outcome.FAIL);

        assertThat(report.count(Guarantee.NO_FAILED_WRITE_SEEN, Verdict.VIOLATION))
                .isOne();
    }

    /** What a router makes of a connection that was lost during COMMIT. */
    @FunctionalInterface
    private interface Belief {
        Outcome after(SQLException lost) throws SQLException;
    }

    private HistoryReport history(CutMoment moment, Belief belief) throws SQLException, IOException {
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            primary.network().cutAtCommit(moment);
            var write =
                    recorder.session("browser").begin(Operation.WRITE, "x").value(Value.elements(List.of("second")));
            write.end(outcome(belief));
            recorder.session("end")
                    .begin(Operation.FINAL, "x")
                    .value(Value.elements(all()))
                    .end(Outcome.OK);
            return HistoryChecker.check(recorder.history());
        }
    }

    private Outcome outcome(Belief belief) throws SQLException {
        try {
            append();
            throw new AssertionError("The connection was not cut");
        } catch (SQLException lost) {
            return belief.after(lost);
        }
    }

    private void append() throws SQLException {
        try (Connection connection = Router.open(primary)) {
            connection.setAutoCommit(false);
            Router.ask(connection, "insert into list values ('x', 'second') returning k");
            connection.commit();
        }
    }

    private List<String> all() throws SQLException {
        try (Connection connection = Router.open(primary)) {
            return List.of(Router.ask(connection, "select string_agg(element, ' ') from list where k = 'x'")
                    .split(" "));
        }
    }
}
