package io.github.jdbcreplicated.boot.failure;

import org.springframework.boot.diagnostics.FailureAnalysis;

/** What to say where a pool's own type is injected. */
final class PoolInjection {
    private PoolInjection() {}

    static FailureAnalysis analysis(String request, Throwable cause) {
        return new FailureAnalysis(
                request + ", but the DataSource bean is a ReplicatedDataSource now, as replicas are listed in "
                        + "replicated.replicas.",
                "Inject javax.sql.DataSource; call unwrap(HikariDataSource.class) on it where you need the primary's "
                        + "pool. Or set replicated.enabled=false.",
                cause);
    }
}
