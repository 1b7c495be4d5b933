package io.github.jdbcreplicated.benchmarks.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every contender in turn, each in a JVM of its own, in several rounds and in another order in each. */
final class Comparison {
    /** The order of a run is the same each time. */
    private static final long SEED = 42;

    private final Random order = new Random(SEED);
    private final List<Group> groups;

    Comparison(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    List<Figure> run() throws RunnerException {
        List<Figure> figures = new ArrayList<>();
        int rounds = groups.stream().mapToInt(Group::rounds).max().orElseThrow();
        for (int round = 0; round < rounds; round++) {
            for (Group group : groups) {
                for (Contender contender : shuffled(group.inRound(round))) {
                    figures.add(Figure.of(group, contender, round, measure(group, contender)));
                }
            }
            progress(round, rounds);
        }
        return figures;
    }

    private static RunResult measure(Group group, Contender contender) throws RunnerException {
        var options = Pace.of(contender)
                .applyTo(new OptionsBuilder()
                        .include(group.operation().pattern())
                        .param("contender", contender.name())
                        .forks(1)
                        .threads(1)
                        .jvm(group.stage().home().resolve("bin").resolve("java").toString())
                        .jvmArgsAppend(group.stage().arguments().toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true));
        return new Runner(options.build()).runSingle();
    }

    private List<Contender> shuffled(List<Contender> contenders) {
        List<Contender> shuffled = new ArrayList<>(contenders);
        Collections.shuffle(shuffled, order);
        return shuffled;
    }

    @SuppressWarnings("SystemOut")
    private static void progress(int round, int rounds) {
        System.err.println("round " + (round + 1) + " of " + rounds);
    }
}
