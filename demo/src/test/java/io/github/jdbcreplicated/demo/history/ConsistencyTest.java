package io.github.jdbcreplicated.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.demo.RunningDemo;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is promised at each level, kept or not while the replicas have trouble: over HTTP, on real replication. */
class ConsistencyTest {
    private static final Pace BUSY = Pace.of(5, 40, 100, 600);
    private static final Pace CALM = Pace.of(5, 40, 2000, 6000);

    private static final List<Trouble> A_LITTLE =
            List.of(Trouble.lag(50, 500), Trouble.onePauses(), Trouble.oneIsCutOff(), Trouble.oneRestarts());

    private static final List<Trouble> A_LOT = List.of(
            Trouble.lag(0, 0),
            Trouble.lag(50, 50),
            Trouble.lag(500, 500),
            Trouble.lag(5000, 5000),
            Trouble.lag(0, 50),
            Trouble.lag(50, 500),
            Trouble.lag(5000, 0),
            Trouble.onePauses(),
            Trouble.bothPause(),
            Trouble.connectionsAreReset(),
            Trouble.oneIsCutOff(),
            Trouble.oneReceivesNothing(),
            Trouble.oneRestarts(),
            Trouble.oneIsKilled(),
            Trouble.oneIsKilledAndStartsLate());

    private final PostgresCluster cluster = RunningDemo.shared().cluster();

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @Test
    void nobodySeesThePastExceptWhereNothingIsPromised() throws Exception {
        List<Result> results = run("short", new Script(A_LITTLE, Duration.ZERO, Duration.ofMillis(1500)));

        assertPromisesAreKept(results);
    }

    @Test
    @EnabledIfSystemProperty(named = "jdbcreplicated.demo.long", matches = "true", disabledReason = "takes minutes")
    void norInMinutesOfAllTroubles() throws Exception {
        List<Result> results = run("long", new Script(A_LOT, Duration.ZERO, Duration.ofSeconds(10)));

        List<String> lines = new ArrayList<>(new Table("the replicas' trouble", ConsistencyTest::cell).lines(results));
        lines.add("");
        results.forEach(result -> lines.add("- " + inAll(result)));
        ProofPage.write("ConsistencyTest", lines);
        assertPromisesAreKept(results);
    }

    private static String cell(Result result, Stretch stretch) {
        return Table.share(result, stretch) + ", "
                + Result.reads(result.stale(), stretch) + " stale, "
                + Result.reads(result.backwards(), stretch) + " backwards";
    }

    private static String inAll(Result result) {
        HistoryReport report = result.messages();
        return String.format(
                Locale.ROOT,
                "%s: %d reads, %d of them checked, %d stale, %d backwards; %d writes, %d of unknown outcome,"
                        + " %d lost, doubled or made up",
                result.name(),
                report.reads(),
                report.readsChecked(),
                Result.reads(result.stale()),
                Result.reads(result.backwards()),
                report.writes(),
                report.unknown(),
                result.wrong().size());
    }

    private List<Result> run(String name, Script script) throws IOException, InterruptedException {
        List<Pace> paces = Stream.of(BUSY, CALM)
                .flatMap(pace -> Collections.nCopies(3, pace).stream())
                .toList();
        try (Contender readYourWrites = contender(name, "read-your-writes");
                Contender session = contender(name, "session");
                Contender eventual = contender(name, "eventual")) {
            return new Run(cluster, paces, script).with(List.of(readYourWrites, session, eventual));
        }
    }

    private Contender contender(String run, String level) throws IOException {
        return new Contender(run, Instance.start(cluster, level, "--replicated.consistency.level=" + level));
    }

    private static void assertPromisesAreKept(List<Result> results) {
        for (Result result : results) {
            assertThat(result.wrong()).as(result.name()).isEmpty();
        }
        Result readYourWrites = results.get(0);
        assertThat(readYourWrites.stale()).isEmpty();
        Result session = results.get(1);
        assertThat(session.violations()).isEmpty();
        Result eventual = results.get(2);
        assertThat(eventual.stale()).as("else the others prove nothing").isNotEmpty();
        assertThat(eventual.backwards()).as("else session proves nothing").isNotEmpty();
    }
}
