package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.benchmarks.real.Latencies;
import io.github.jdbcreplicated.benchmarks.real.web.Sight;

/** What clients met in one stretch of time. Belongs to one thread at a time. */
final class Tally {
    private final Latencies reads = new Latencies();
    private final Latencies writes = new Latencies();
    private int byReplicas;
    private int stale;
    private int backwards;
    private int refused;

    void read(Sight sight, Memory memory, long nanos) {
        reads.add(nanos);
        byReplicas += sight.replica() ? 1 : 0;
        stale += memory.isStale(sight) ? 1 : 0;
        backwards += memory.isBackwards(sight) ? 1 : 0;
    }

    void wrote(long nanos) {
        writes.add(nanos);
    }

    /** Notes a request, read or write, that got no answer but a refusal. It is in no other figure. */
    void refused() {
        refused++;
    }

    void add(Tally other) {
        reads.addAll(other.reads);
        writes.addAll(other.writes);
        byReplicas += other.byReplicas;
        stale += other.stale;
        backwards += other.backwards;
        refused += other.refused;
    }

    Latencies reads() {
        return reads;
    }

    Latencies writes() {
        return writes;
    }

    /** Of the reads, 0 to 1; 0 if there are none. */
    double shareOfReplicas() {
        return reads.count() == 0 ? 0 : (double) byReplicas / reads.count();
    }

    int stale() {
        return stale;
    }

    int backwards() {
        return backwards;
    }

    /** Reads and writes. */
    int refusals() {
        return refused;
    }
}
