package io.github.jdbcreplicated.boot.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** The counter {@code replicated.replays}. */
final class ReplayMeters implements MeterBinder {
    private final ReplayCounts counts;

    ReplayMeters(ReplayCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.all.onFirst(
                (replay, count) -> FunctionCounter.builder("replicated.replays", count, LongAdder::doubleValue)
                        .description("Requests that a replica let down, run again or delivered as they failed")
                        .tag("outcome", replay.outcome())
                        .tag("failure", replay.failure().name())
                        .register(registry));
    }
}
