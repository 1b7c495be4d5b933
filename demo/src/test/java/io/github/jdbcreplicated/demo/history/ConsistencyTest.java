package io.github.jdbcreplicated.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.demo.RunningDemo;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is promised at each level, kept or not while the replicas have trouble: over HTTP, on real replication. */
class ConsistencyTest {
    private static final Pace BUSY = Pace.of(5, 40, 100, 600);
    private static final Pace CALM = Pace.of(5, 40, 2000, 6000);

    private static final List<Trouble> A_LITTLE =
            List.of(Trouble.lag(50, 500), Trouble.onePauses(), Trouble.oneIsCutOff(), Trouble.oneRestarts());

    private final PostgresCluster cluster = RunningDemo.shared().cluster();

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @Test
    void nobodySeesThePastExceptWhereNothingIsPromised() throws Exception {
        List<Result> results = run("short", new Script(A_LITTLE, Duration.ZERO, Duration.ofSeconds(2)));

        assertPromisesAreKept(results);
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
        assertThat(session.report().violations()).isEmpty();
        Result eventual = results.get(2);
        assertThat(eventual.stale()).as("else the others prove nothing").isNotEmpty();
    }
}
