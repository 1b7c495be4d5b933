package io.github.jdbcreplicated.benchmarks.real.capture;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import io.github.jdbcreplicated.benchmarks.real.Crowd;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes per second with and without capturing positions. */
public final class Capture implements Question {
    /** For all threads of a contender; more threads than that wait for one. */
    private static final int POOL_SIZE = 16;

    private static final List<Integer> THREADS = List.of(1, 8, 64);
    private static final Duration WARMUP = Duration.ofMillis(1_500);

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String asks() {
        return "Writes per second with capture off, one by one, and shared";
    }

    @Override
    public String takes() {
        return "some 5 minutes";
    }

    @Override
    public Answer answer(Effort effort) throws Exception {
        List<Result> results = new ArrayList<>();
        // Else a commit that is synchronous costs as little as one that is not.
        Map<String, String> settings = Map.of("fsync", "on");
        try (Stage stage = Stage.start(2, settings);
                Crowd crowd = new Crowd()) {
            stage.prepare(Sql.accounts());
            for (boolean synchronous : List.of(true, false)) {
                Writers writers = new Writers(stage, pool(stage, synchronous));
                for (int threads : THREADS) {
                    results.add(measure(writers, new Setting(synchronous, threads), crowd, effort));
                }
            }
        }
        Report report = new Report(results);
        return new Answer(report.text(), report.picture());
    }

    private static HikariDataSource pool(Stage stage, boolean synchronous) {
        String url = stage.cluster().primary().directUrl() + "?options=-c%20synchronous_commit="
                + (synchronous ? "on" : "off");
        return stage.pool(stage.cluster().primary(), url, POOL_SIZE);
    }

    private static Result measure(Writers writers, Setting setting, Crowd crowd, Effort effort) throws Exception {
        int rounds = effort == Effort.FULL ? 15 : 3;
        Duration slice = Duration.ofMillis(effort == Effort.FULL ? 500 : 300);
        List<Way> order = new ArrayList<>(Arrays.asList(Way.values()));
        Random random = new Random(42);
        for (Way way : order) {
            crowd.work(writers.of(way, setting.threads()), WARMUP.dividedBy(effort == Effort.FULL ? 1 : 3));
        }
        List<Map<Way, Slice>> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            Map<Way, Slice> slices = new EnumMap<>(Way.class);
            for (Way way : order) {
                slices.put(way, crowd.work(writers.of(way, setting.threads()), slice));
            }
            measured.add(slices);
        }
        return new Result(setting, measured);
    }
}
