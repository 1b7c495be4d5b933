package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Latencies;
import io.github.jdbcreplicated.benchmarks.real.Ratios;
import io.github.jdbcreplicated.benchmarks.real.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one operation, and those of them in which the machine was quiet enough to tell anything. */
record Rounds(List<Round> all, List<Contender> noise) {
    private static final double LEAST_NOISE = 0.98;
    private static final double MOST_NOISE = 1.02;

    /** Those in which the noise row of this base was within 0.98 to 1.02 of it. */
    Rounds quiet(String base) {
        return new Rounds(all.stream().filter(round -> isQuiet(round, base)).toList(), noise);
    }

    private boolean isQuiet(Round round, String base) {
        return noise.stream()
                .filter(each -> each.base().equals(base))
                .mapToDouble(each -> round.throughputRatio(each.name(), each.base()))
                .allMatch(ratio -> ratio >= LEAST_NOISE && ratio <= MOST_NOISE);
    }

    int count() {
        return all.size();
    }

    /** To the contender's base, one of each round. */
    Ratios throughputRatios(Contender contender) {
        return each(round -> round.throughputRatio(contender.name(), contender.base()));
    }

    Ratios cpuRatios(Contender contender) {
        return each(round -> round.cpuRatio(contender.name(), contender.base()));
    }

    /** As above, of a figure of the latencies. */
    Ratios latencyRatios(Contender contender, ToDoubleFunction<Latencies> figure) {
        return each(round -> figure.applyAsDouble(round.latencies(contender.name()))
                / figure.applyAsDouble(round.latencies(contender.base())));
    }

    /** The median over the rounds. */
    double median(ToDoubleFunction<Round> figure) {
        return each(figure).median();
    }

    private Ratios each(ToDoubleFunction<Round> figure) {
        return Ratios.of(all.stream().mapToDouble(figure).toArray());
    }
}
