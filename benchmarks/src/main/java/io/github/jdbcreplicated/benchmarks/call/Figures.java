package io.github.jdbcreplicated.benchmarks.call;

import io.github.jdbcreplicated.benchmarks.frame.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All figures of a run, and what is asked of them. */
record Figures(List<Figure> all) {

    Figures {
        all = List.copyOf(all);
    }

    double cpuNanos(Group group, Contender contender) {
        return Spread.median(values(group, contender, Figure::cpuNanos));
    }

    double bytes(Group group, Contender contender) {
        return Spread.median(values(group, contender, Figure::bytes));
    }

    /** One ratio of CPU for each round in which both ran. */
    Spread ratio(Group group, Contender contender, Contender base) {
        double[] ratios = of(group, contender)
                .flatMap(figure -> of(group, base)
                        .filter(other -> other.round() == figure.round())
                        .map(other -> figure.cpuNanos() / other.cpuNanos()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Spread.of(ratios);
    }

    /** In how many rounds it ran. */
    long rounds(Group group, Contender contender) {
        return of(group, contender).count();
    }

    private double[] values(Group group, Contender contender, ToDoubleFunction<Figure> value) {
        return of(group, contender).mapToDouble(value).toArray();
    }

    private Stream<Figure> of(Group group, Contender contender) {
        return all.stream()
                .filter(figure -> figure.group().equals(group) && figure.contender() == contender)
                .sorted(Comparator.comparingInt(Figure::round));
    }
}
