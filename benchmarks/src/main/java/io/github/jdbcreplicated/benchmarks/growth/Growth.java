package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** How the cost of a decision grows with replicas, threads, clusters, scopes and tokens. */
public final class Growth implements Question {
    private static final int ROUNDS = 3;

    /** Of what a limit is set for, and of what tells how much of it is noise. */
    private static final int MORE_ROUNDS = 5;

    private static final List<Series> WITH_LIMIT = List.of(Series.REPLICAS, Series.REPLICAS_AGAIN, Series.BARE_POOLS);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String asks() {
        return "How the cost of a decision grows with replicas, threads, clusters, scopes and what a token says";
    }

    @Override
    public String takes() {
        return "10 minutes";
    }

    @Override
    public Answer answer(Effort effort) throws RunnerException {
        List<Point> points = new ArrayList<>();
        int rounds = effort == Effort.FULL ? ROUNDS : 1;
        int all = effort == Effort.FULL ? ROUNDS + MORE_ROUNDS : 1;
        for (int round = 0; round < rounds; round++) {
            measure(round, all, List.of(Series.values()), effort, points);
        }
        for (int round = rounds; round < all; round++) {
            measure(round, all, WITH_LIMIT, Effort.SHORT, points);
        }
        return new Report(points).answer();
    }

    private static void measure(int round, int rounds, List<Series> what, Effort effort, List<Point> points)
            throws RunnerException {
        for (Series series : what) {
            progress(round, rounds, series);
            for (int size : sizes(series, effort)) {
                points.add(new Point(series, size, round, Points.measure(series, size)));
            }
        }
    }

    /** A quick look takes the ends. */
    private static List<Integer> sizes(Series series, Effort effort) {
        List<Integer> sizes = series.sizes();
        return effort == Effort.FULL
                ? sizes
                : sizes.stream()
                        .filter(size -> size == series.base() || size.equals(sizes.get(sizes.size() - 1)))
                        .toList();
    }

    @SuppressWarnings("SystemOut") // nothing else tells that it goes on
    private static void progress(int round, int rounds, Series series) {
        System.err.println("round " + (round + 1) + " of " + rounds + ": " + series.title());
    }
}
