package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Bars;
import java.nio.file.Path;
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

    private final Pace effort;
    private final Random order = new Random(SEED);

    Comparison(Pace effort) {
        this.effort = effort;
    }

    Answer run() throws RunnerException {
        List<Figure> figures = new ArrayList<>();
        String text = on(Path.of(System.getProperty("java.home")), figures);
        List<Bars.Bar> bars = figures.stream()
                .filter(figure -> figure.operation() == Operation.READ && figure.round() == 0)
                .map(figure -> new Bars.Bar(figure.contender().label(), figure.cpuNanos(), false))
                .toList();
        return new Answer(text, new Bars("CPU of one call, in ns", false, bars));
    }

    private String on(Path home, List<Figure> figures) throws RunnerException {
        for (int round = 0; round < effort.rounds(); round++) {
            for (Operation operation : Operation.values()) {
                if (effort.includes(operation, round)) {
                    for (Contender contender : shuffled()) {
                        RunResult result = measure(home, operation, contender);
                        figures.add(Figure.of(operation, contender, round, result));
                    }
                    progress(round, operation);
                }
            }
        }
        return new Report(figures).text(effort.rounds());
    }

    private RunResult measure(Path home, Operation operation, Contender contender) throws RunnerException {
        var options = effort.applyTo(new OptionsBuilder()
                .include(operation.pattern())
                .param("contender", contender.name())
                .forks(1)
                .threads(1)
                .jvm(home.resolve("bin").resolve("java").toString())
                .jvmArgsAppend("-Dslf4j.internal.verbosity=ERROR") // it has no provider, and says so in every JVM
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true));
        return new Runner(options.build()).runSingle();
    }

    private List<Contender> shuffled() {
        List<Contender> contenders = new ArrayList<>(List.of(Contender.values()));
        Collections.shuffle(contenders, order);
        return contenders;
    }

    @SuppressWarnings("SystemOut")
    private void progress(int round, Operation operation) {
        System.err.println("round " + (round + 1) + " of " + effort.rounds() + ": " + operation.title());
    }
}
