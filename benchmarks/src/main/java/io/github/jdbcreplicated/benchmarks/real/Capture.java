package io.github.jdbcreplicated.benchmarks.real;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;

/** What capturing positions costs writers. */
public final class Capture implements Question {
    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String asks() {
        return "What capturing positions costs writers";
    }

    @Override
    public String takes() {
        return "not measured yet";
    }

    @Override
    public Answer answer(Effort effort) {
        throw new UnsupportedOperationException("'capture' is not measured yet");
    }
}
