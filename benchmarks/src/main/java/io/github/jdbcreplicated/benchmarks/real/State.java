package io.github.jdbcreplicated.benchmarks.real;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;

/** What consistency costs and brings. */
public final class State implements Question {
    @Override
    public String name() {
        return "state";
    }

    @Override
    public String asks() {
        return "What consistency costs and brings";
    }

    @Override
    public String takes() {
        return "not measured yet";
    }

    @Override
    public Answer answer(Effort effort) {
        throw new UnsupportedOperationException("'state' is not measured yet");
    }
}
