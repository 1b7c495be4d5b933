package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;

/** How the cost of a decision grows with replicas, threads, clusters, scopes and tokens. */
public final class Growth implements Question {
    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String asks() {
        return "How the cost of a decision grows with replicas, threads, clusters and scopes";
    }

    @Override
    public String takes() {
        return "not measured yet";
    }

    @Override
    public Answer answer(Effort effort) {
        throw new UnsupportedOperationException("'growth' is not measured yet");
    }
}
