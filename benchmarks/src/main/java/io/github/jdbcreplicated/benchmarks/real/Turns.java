package io.github.jdbcreplicated.benchmarks.real;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/** Has one thread do the work of all contenders in turn, each for some milliseconds, in another order in each pass. */
public final class Turns {
    /** What the contender before has left in caches is not this one's. */
    private static final int UNCOUNTED = 3;

    private final List<Contender> contenders;
    private final long sliceNanos;
    private final int passes;
    private final LongSupplier cpu;
    private final Random order = new Random(42);

    /**
     * @param slice how long it is one contender's turn
     * @param passes how many turns each has in a round
     * @param cpu of the client, in nanoseconds
     */
    public Turns(List<Contender> contenders, Duration slice, int passes, LongSupplier cpu) {
        this.contenders = new ArrayList<>(contenders);
        this.sliceNanos = slice.toNanos();
        this.passes = passes;
        this.cpu = cpu;
    }

    /** One round. */
    public Round round() throws Exception {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        contenders.forEach(contender -> slices.put(contender.name(), new ArrayList<>()));
        for (int pass = 0; pass < passes; pass++) {
            Collections.shuffle(contenders, order);
            for (Contender contender : contenders) {
                Slice slice = slice(contender.work());
                slices.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(slice);
            }
        }
        return new Round(slices);
    }

    private Slice slice(Work work) throws Exception {
        for (int i = 0; i < UNCOUNTED; i++) {
            work.run();
        }
        Latencies latencies = new Latencies();
        long cpuBefore = cpu.getAsLong();
        long start = System.nanoTime();
        long last = start;
        while (last - start < sliceNanos) {
            work.run();
            long now = System.nanoTime();
            latencies.add(now - last);
            last = now;
        }
        return new Slice(last - start, cpu.getAsLong() - cpuBefore, latencies);
    }
}
