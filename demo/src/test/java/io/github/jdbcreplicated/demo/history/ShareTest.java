package io.github.jdbcreplicated.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.demo.RunningDemo;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What replicas serve under positions, and what under time windows: the same load, the same lag, the same time. */
@EnabledIfSystemProperty(named = "jdbcreplicated.demo.long", matches = "true", disabledReason = "takes minutes")
class ShareTest {
    private static final Pace PACE = Pace.of(50, 100, 1000, 9000);
    private static final int VISITORS = 8;
    private static final List<Integer> LAGS_MILLIS = List.of(0, 50, 500, 5000);
    private static final List<Integer> WINDOWS_SECONDS = List.of(2, 5);

    /** Longer than the longest lag: until then replicas are less late than they are going to be. */
    private static final Duration SETTLING = Duration.ofSeconds(6);

    private final PostgresCluster cluster = RunningDemo.shared().cluster();

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @Test
    void positionsAreNeverStaleAndServeMoreThanAnyWindowLongerThanTheLag() throws Exception {
        List<Trouble> lags =
                LAGS_MILLIS.stream().map(lag -> Trouble.lag(lag, lag)).toList();
        List<Result> results = run(new Script(lags, SETTLING, Duration.ofSeconds(40)));

        ProofPage.write("ShareTest", new Table("replicas are", ShareTest::cell).lines(results));
        Result positions = results.get(0);
        assertThat(positions.stale()).isEmpty();
        for (int lag = 0; lag < LAGS_MILLIS.size(); lag++) {
            for (int window = 0; window < WINDOWS_SECONDS.size(); window++) {
                compare(
                        positions,
                        results.get(1 + window),
                        positions.stretches().get(lag),
                        lag,
                        window);
            }
        }
    }

    /** A window that is longer than the lag is fresh and serves less; one that is shorter is stale. */
    private static void compare(Result positions, Result windows, Stretch stretch, int lag, int window) {
        int lengthMillis = 1000 * WINDOWS_SECONDS.get(window);
        if (LAGS_MILLIS.get(lag) < lengthMillis) {
            assertThat(Result.reads(windows.stale(), stretch))
                    .as(windows.name() + " while " + stretch.name())
                    .isZero();
            assertThat(positions.share(stretch)).as(stretch.name()).isGreaterThan(windows.share(stretch));
        } else if (LAGS_MILLIS.get(lag) > lengthMillis) {
            assertThat(Result.reads(windows.stale(), stretch))
                    .as(windows.name() + " while " + stretch.name())
                    .isPositive();
        }
    }

    private List<Result> run(Script script) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(new Contender("share", Instance.start(cluster, "positions")));
            for (int seconds : WINDOWS_SECONDS) {
                contenders.add(window(seconds));
            }
            return new Run(cluster, Collections.nCopies(VISITORS, PACE), script).with(contenders);
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    private Contender window(int seconds) throws IOException {
        return new Contender(
                "share",
                Instance.start(
                        cluster,
                        seconds + " s window",
                        "--replicated.consistency.level=eventual",
                        "--spring.profiles.active=time-window",
                        "--demo.window=" + seconds + "s"));
    }

    private static String cell(Result result, Stretch stretch) {
        return Table.share(result, stretch) + ", " + Result.reads(result.stale(), stretch) + " stale";
    }
}
