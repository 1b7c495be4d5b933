package io.github.jdbcreplicated.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaPoolMetersTest {

    @Test
    void poolThatNeverStartedHasNoConnections() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setMaximumPoolSize(5);
            ReplicaPoolMeters.bind(Map.of("replica-1", pool), registry);
            assertThat(gauge(registry, "active")).isZero();
            assertThat(gauge(registry, "idle")).isZero();
            assertThat(gauge(registry, "max")).isEqualTo(5);
        }
    }

    private static double gauge(MeterRegistry registry, String meter) {
        return registry.get("jdbc.connections." + meter)
                .tag("name", "replica-1")
                .gauge()
                .value();
    }
}
