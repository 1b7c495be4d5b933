package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Fork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.runner.RunnerException;

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

    private static Fork.Cost measure(Group group, Contender contender) throws RunnerException {
        return Fork.run(Fork.of(PointSelect.class, group.operation().method(), contender.warmups())
                .param("contender", contender.name())
                .threads(group.stage().threads())
                .jvm(group.stage().home().resolve("bin").resolve("java").toString())
                .jvmArgsPrepend(group.stage().arguments().toArray(String[]::new)));
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
