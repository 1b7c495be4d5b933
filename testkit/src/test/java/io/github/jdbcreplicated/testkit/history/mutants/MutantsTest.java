package io.github.jdbcreplicated.testkit.history.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.junit.PostgresClusterTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every defect is found in one run of its scene, and a router without defect passes all scenes. Nothing is written but
 * what the scenes write, so that positions are where the scenes leave them.
 */
@PostgresClusterTest(
        replicas = 2,
        settings = {"autovacuum=off", "bgwriter_lru_maxpages=0", "checkpoint_timeout=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {

    private final ResultTable table = new ResultTable();

    static List<Mutant> mutants() {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantIsCaughtAndTheRouterWithoutDefectIsNot(Mutant mutant, PostgresCluster cluster) throws SQLException {
        Stage stage = new Stage(cluster);
        Client broken = new Client(mutant.router().apply(stage.servers()), "broken");
        Client right = new Client(new Router(stage.servers()), "right");
        stage.set(List.of(broken, right));
        mutant.scene().play(stage, List.of(broken, right));

        HistoryReport caught = broken.report();
        HistoryReport clean = right.report();
        table.add(mutant, caught, clean, right.readsOnReplicas());
        assertThat(caught.violations()).as(caught.text()).isNotEmpty();
        assertThat(clean.findings()).as(clean.text()).isEmpty();
        assertThat(clean.readsChecked()).isEqualTo(caught.readsChecked()).isPositive();
    }

    @AfterAll
    void pageShowsWhatThisRunHasFound() throws IOException {
        table.compareWithPage(mutants().size());
    }
}
