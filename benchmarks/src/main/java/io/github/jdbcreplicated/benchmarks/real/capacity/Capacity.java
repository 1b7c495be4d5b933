package io.github.jdbcreplicated.benchmarks.real.capacity;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import io.github.jdbcreplicated.benchmarks.real.Crowd;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How many reads per second a number of replicas carries: up to four measured, up to 64 by a model. */
public final class Capacity implements Question {
    private static final int MOST_REPLICAS = 4;
    private static final Duration WARMUP = Duration.ofSeconds(1);

    /** Clients for each server: as many as it has connections, and three times as many. */
    private static final List<Integer> CLIENTS = List.of(Readers.CONNECTIONS, 3 * Readers.CONNECTIONS);

    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public String asks() {
        return "How many reads 0 to 4 replicas carry, and by a model fitted to that, up to 64";
    }

    @Override
    public String takes() {
        return "some 4 minutes";
    }

    @Override
    public Answer answer(Effort effort) throws Exception {
        int rounds = effort == Effort.FULL ? 5 : 1;
        Duration slice = Duration.ofSeconds(effort == Effort.FULL ? 3 : 2);
        try (Stage stage = Stage.start(MOST_REPLICAS, Map.of());
                Crowd crowd = new Crowd()) {
            stage.prepare(Sql.accounts());
            List<Trial> trials = trials(stage);
            measure(trials, rounds, slice, crowd);
            Report report = new Report(trials, Runtime.getRuntime().availableProcessors());
            return new Answer(report.text(), report.picture());
        }
    }

    /** The bare pool first, then again, then ours. */
    private static List<Trial> trials(Stage stage) {
        List<Trial> trials = new ArrayList<>();
        Work bare = Readers.bare(stage);
        for (String name : List.of(Report.BARE, Report.BARE + ", again (noise)")) {
            CLIENTS.forEach(each -> trials.add(new Trial(name, 0, each, bare)));
        }
        for (int replicas = 0; replicas <= MOST_REPLICAS; replicas++) {
            Work work = Readers.replicated(stage, replicas);
            for (int each : CLIENTS) {
                trials.add(new Trial(
                        "ours, " + replicas + (replicas == 1 ? " replica" : " replicas"),
                        replicas,
                        each * Math.max(1, replicas),
                        work));
            }
        }
        return trials;
    }

    private static void measure(List<Trial> trials, int rounds, Duration time, Crowd crowd) throws Exception {
        Random random = new Random(42);
        for (Trial each : trials) {
            work(each, WARMUP, crowd);
        }
        for (int round = 0; round < rounds; round++) {
            List<Trial> order = new ArrayList<>(trials);
            Collections.shuffle(order, random);
            for (Trial each : order) {
                each.add(work(each, time, crowd));
            }
        }
    }

    private static Slice work(Trial trial, Duration time, Crowd crowd) throws Exception {
        return crowd.work(Collections.nCopies(trial.clients(), trial.work()), time);
    }
}
