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
        return "7 minutes";
    }

    @Override
    public Answer answer(Effort effort) throws RunnerException {
        List<Point> points = new ArrayList<>();
        int rounds = effort == Effort.FULL ? ROUNDS : 1;
        for (int round = 0; round < rounds; round++) {
            for (Series series : Series.values()) {
                progress(round, rounds, series);
                for (int size : sizes(series, effort)) {
                    points.add(new Point(series, size, round, Points.measure(series, size)));
                }
            }
        }
        return new Report(points).answer();
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
