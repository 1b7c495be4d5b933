package io.github.jdbcreplicated.boot.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** The counter {@code replicated.routes}, with cluster, node and reason. */
final class RouteMeters implements MeterBinder {
    private final RouteCounts counts;

    RouteMeters(RouteCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.onRoute((route, count) -> FunctionCounter.builder("replicated.routes", count, LongAdder::doubleValue)
                .description("Decisions that took a pooled connection")
                .tag("cluster", route.cluster())
                .tag("node", route.node())
                .tag("reason", route.reason().name())
                .register(registry));
    }
}
