package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** What one routed call costs, beside the bare pool and beside others' routing. */
public final class Call implements Question {
    @Override
    public String name() {
        return "call";
    }

    @Override
    public String asks() {
        return "What one routed call costs on a database that answers at once, beside the bare pool and the peers";
    }

    @Override
    public String takes() {
        return "9 minutes, and 2 more for the JDK of JAVA25_HOME";
    }

    @Override
    public Answer answer(Effort effort) throws RunnerException {
        List<Stage> stages = Stream.of(System.getProperty("java.home"), System.getenv("JAVA25_HOME"))
                .filter(Objects::nonNull)
                .map(home -> Stage.of(Path.of(home)))
                .distinct()
                .toList();
        List<Group> groups = Plan.of(effort, stages);
        return new Report(groups, new Figures(new Comparison(groups).run())).answer();
    }
}
