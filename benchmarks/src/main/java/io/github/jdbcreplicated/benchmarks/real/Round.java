package io.github.jdbcreplicated.benchmarks.real;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What all contenders did in a few seconds, in many short slices, in turn. What disturbs the machine for longer than a few
 * slices disturbs all of them alike; what disturbs one slice does not move the median.
 *
 * @param slices of each contender by its name, in the order of the passes
 */
public record Round(Map<String, List<Slice>> slices) {

    /** The median over the passes of the ratio of throughputs. */
    public double throughputRatio(String contender, String base) {
        return overPasses(contender, base, Slice::throughput);
    }

    /** As {@link #throughputRatio}, of the client's CPU time for one operation. */
    public double cpuRatio(String contender, String base) {
        return overPasses(contender, base, Slice::cpuPerOperation);
    }

    /** Operations per second, the median over the passes. */
    public double throughput(String contender) {
        return median(contender, Slice::throughput);
    }

    /** CPU time of the client for one operation in nanoseconds, the median over the passes. */
    public double cpu(String contender) {
        return median(contender, Slice::cpuPerOperation);
    }

    /** How long the operations of all passes took. */
    public Latencies latencies(String contender) {
        Latencies all = new Latencies();
        of(contender).forEach(slice -> all.addAll(slice.latencies()));
        return all;
    }

    private double overPasses(String contender, String base, ToDoubleFunction<Slice> figure) {
        List<Slice> ours = of(contender);
        List<Slice> theirs = of(base);
        return Ratios.of(IntStream.range(0, ours.size())
                        .mapToDouble(
                                pass -> figure.applyAsDouble(ours.get(pass)) / figure.applyAsDouble(theirs.get(pass)))
                        .toArray())
                .median();
    }

    private double median(String contender, ToDoubleFunction<Slice> figure) {
        return Ratios.of(of(contender).stream().mapToDouble(figure).toArray()).median();
    }

    private List<Slice> of(String contender) {
        List<Slice> found = slices.get(contender);
        if (found == null) {
            throw new IllegalArgumentException("'" + contender + "' was not measured; those are " + slices.keySet());
        }
        return found;
    }
}
