package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariConfig;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.pool.PoolSize;
import org.jspecify.annotations.Nullable;

/**
 * How many reads at a time the primary serves that replicas should.
 *
 * @param fallback while some replica serves others; null for core's own default
 * @param outage while none does; null for core's own default
 */
record Budgets(@Nullable Integer fallback, @Nullable Integer outage) {
    private static final int BIGGEST = 10_000;

    /** One connection in so many is kept for writes. */
    private static final int RESERVE = 5;

    /** What is configured; what is not, by the size of the primary's pool, where that is known. */
    static Budgets of(ReplicationProperties properties, @Nullable HikariConfig primary) {
        Budgets configured = new Budgets(properties.fallbackBudget(), properties.outageBudget());
        return primary == null ? configured : configured.orFor(PoolSize.of(primary));
    }

    /** A pool of one connection is shared: without any budget, reads would end with the replicas. */
    Budgets orFor(int pool) {
        return new Budgets(
                fallback != null ? fallback : Integer.valueOf(Math.max(1, pool / 2)),
                outage != null ? outage : Integer.valueOf(Math.max(1, pool - reserve(pool))));
    }

    static void check(ReplicationProperties properties) {
        check("replicated.fallback-budget", properties.fallbackBudget());
        check("replicated.outage-budget", properties.outageBudget());
    }

    void applyTo(ReplicatedDataSource.Builder builder) {
        if (fallback != null) {
            builder.fallbackBudget(fallback);
        }
        if (outage != null) {
            builder.outageBudget(outage);
        }
    }

    private static int reserve(int pool) {
        return Math.max(1, pool / RESERVE);
    }

    private static void check(String property, @Nullable Integer reads) {
        if (reads != null && (reads < 0 || reads > BIGGEST)) {
            throw new ReplicationSettingException(
                    property + " is " + reads + "; allowed is 0 to " + BIGGEST,
                    "Set it to a number of reads at a time that the primary can serve beside its writes, such as 5, or "
                            + "remove it for one that follows from the size of the primary's pool.");
        }
    }
}
