package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Fork;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** How the point of a series is measured. */
final class Points {
    private static final int WARMUPS = 5;

    private Points() {}

    static Fork.Cost measure(Series series, int size) throws RunnerException {
        return Fork.run(
                switch (series) {
                    case REPLICAS, REPLICAS_AGAIN -> decision("decide", 1).param("replicas", String.valueOf(size));
                    case BARE_POOLS -> decision("drawn", 1).param("replicas", String.valueOf(size));
                    case CLUSTERS -> decision("decide", 1).param("clusters", String.valueOf(size));
                    case THREADS -> decision("decide", size);
                    case THREADS_OF_BARE_POOL -> decision("bare", size);
                    case SCOPES -> decision("nested", 1).param("scopes", String.valueOf(size));
                    case TOKENS ->
                        Fork.of(Tokens.class, "there", WARMUPS).threads(1).param("clusters", String.valueOf(size));
                });
    }

    /** One connection more than threads: the monitor borrows one to ask. */
    private static ChainedOptionsBuilder decision(String method, int threads) {
        return Fork.of(Decision.class, method, WARMUPS)
                .threads(threads)
                .param("connections", String.valueOf(threads + 1));
    }
}
