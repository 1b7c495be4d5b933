package io.github.jdbcreplicated.benchmarks.real.capture;

import io.github.jdbcreplicated.benchmarks.real.Ratios;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What all ways did under one setting, one slice of each in every round. */
record Result(Setting setting, List<Map<Way, Slice>> rounds) {

    /** The median over the rounds. */
    double median(Way way, ToDoubleFunction<Slice> figure) {
        return Ratios.of(rounds.stream()
                        .mapToDouble(round -> figure.applyAsDouble(slice(round, way)))
                        .toArray())
                .median();
    }

    /** Of throughputs, of each round. */
    Ratios throughputRatios(Way way, Way base) {
        return Ratios.of(rounds.stream()
                .mapToDouble(round ->
                        slice(round, way).throughput() / slice(round, base).throughput())
                .toArray());
    }

    private static Slice slice(Map<Way, Slice> round, Way way) {
        return Objects.requireNonNull(round.get(way), way::label);
    }
}
