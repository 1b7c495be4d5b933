package io.github.jdbcreplicated.boot.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** The counters {@code replicated.token.read}, {@code .doubted} and {@code .lost}. */
final class TokenMeters implements MeterBinder {
    private final TokenCounts counts;

    TokenMeters(TokenCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.read.onFirst(
                (outcome, count) -> FunctionCounter.builder("replicated.token.read", count, LongAdder::doubleValue)
                        .description("Tokens that clients brought")
                        .tag("outcome", outcome.name())
                        .register(registry));
        counts.doubted.onFirst(
                (doubted, count) -> FunctionCounter.builder("replicated.token.doubted", count, LongAdder::doubleValue)
                        .description("Tokens that were read and not taken at their word")
                        .tag("cluster", doubted.cluster())
                        .tag("doubt", doubted.doubt().name())
                        .register(registry));
        FunctionCounter.builder("replicated.token.lost", counts.lost, LongAdder::doubleValue)
                .description("Answers that had left when it was known what their clients wrote")
                .register(registry);
    }
}
