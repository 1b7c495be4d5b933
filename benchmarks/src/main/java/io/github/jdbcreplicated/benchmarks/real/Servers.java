package io.github.jdbcreplicated.benchmarks.real;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;

/** How many reads and writes per second real servers carry, beside the bare pool. */
public final class Servers implements Question {
    @Override
    public String name() {
        return "servers";
    }

    @Override
    public String asks() {
        return "How many reads and writes per second real servers carry, beside the bare pool";
    }

    @Override
    public String takes() {
        return "not measured yet";
    }

    @Override
    public Answer answer(Effort effort) {
        throw new UnsupportedOperationException("'servers' is not measured yet");
    }
}
