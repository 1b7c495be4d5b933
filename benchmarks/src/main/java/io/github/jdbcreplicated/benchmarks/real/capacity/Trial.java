package io.github.jdbcreplicated.benchmarks.real.capacity;

import io.github.jdbcreplicated.benchmarks.real.Ratios;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import io.github.jdbcreplicated.benchmarks.real.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One number of servers under one number of clients, and what was measured of it in each round. Not thread-safe. */
final class Trial {
    private final String name;
    private final int replicas;
    private final int clients;
    private final Work work;
    private final List<Slice> slices = new ArrayList<>();

    Trial(String name, int replicas, int clients, Work work) {
        this.name = name;
        this.replicas = replicas;
        this.clients = clients;
        this.work = work;
    }

    String name() {
        return name;
    }

    int clients() {
        return clients;
    }

    Work work() {
        return work;
    }

    void add(Slice slice) {
        slices.add(slice);
    }

    /** The median over the rounds. */
    double median(ToDoubleFunction<Slice> figure) {
        return Ratios.of(slices.stream().mapToDouble(figure).toArray()).median();
    }

    /** Of throughputs, of each round. */
    Ratios ratiosTo(Trial base) {
        double[] ratios = new double[slices.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = slices.get(i).throughput() / base.slices.get(i).throughput();
        }
        return Ratios.of(ratios);
    }

    Point point() {
        return new Point(replicas, clients, median(Slice::throughput));
    }
}
