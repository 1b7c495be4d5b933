package io.github.jdbcreplicated.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
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

/**
 * Runs every contender in turn, each in a JVM of its own, in several rounds and in another order in each; prints a table
 * and, after a full run, writes it into the page that it is given.
 *
 * <p>Arguments: {@code --short}, {@code --page=FILE}, and the homes of the JDKs to run on, by default the one that runs this.
 */
public final class Comparison {
    private static final String SHORT = "--short";
    private static final String PAGE = "--page=";

    /** The order of a run is the same each time. */
    private static final long SEED = 42;

    private final Effort effort;
    private final Random order = new Random(SEED);

    private Comparison(Effort effort) {
        this.effort = effort;
    }

    /** Runs the comparison. */
    @SuppressWarnings("SystemOut") // printing is what it is for
    public static void main(String[] args) throws RunnerException, IOException {
        List<String> arguments = List.of(args);
        Effort effort = arguments.contains(SHORT) ? Effort.SHORT : Effort.FULL;
        List<String> homes =
                arguments.stream().filter(each -> !each.startsWith("--")).toList();
        StringBuilder report = new StringBuilder();
        for (String home : homes.isEmpty() ? List.of(System.getProperty("java.home")) : homes) {
            String table = new Comparison(effort).on(Path.of(home));
            System.out.println(table);
            report.append(table).append('\n');
        }
        if (effort == Effort.FULL) {
            for (String argument : arguments) {
                if (argument.startsWith(PAGE)) {
                    write(Path.of(argument.substring(PAGE.length())), report.toString());
                }
            }
        }
    }

    private String on(Path home) throws RunnerException {
        List<Figure> figures = new ArrayList<>();
        Machine machine = null;
        for (int round = 0; round < effort.rounds(); round++) {
            for (Operation operation : Operation.values()) {
                if (effort.includes(operation, round)) {
                    for (Contender contender : shuffled()) {
                        RunResult result = measure(home, operation, contender);
                        machine = Machine.of(result.getParams());
                        figures.add(Figure.of(operation, contender, round, result));
                    }
                    progress(round, operation);
                }
            }
        }
        return new Report(figures).text(machine, effort.rounds());
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

    private static void write(Path page, String report) throws IOException {
        Files.writeString(page, Page.with(Files.readString(page), report));
    }
}
