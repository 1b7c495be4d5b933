package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
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
        return "some 12 minutes per JDK";
    }

    @Override
    public Answer answer(Effort effort) throws RunnerException {
        return new Comparison(effort == Effort.FULL ? Pace.FULL : Pace.SHORT).run();
    }
}
