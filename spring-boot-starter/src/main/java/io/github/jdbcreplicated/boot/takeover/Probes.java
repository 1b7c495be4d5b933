package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.boot.pool.ProbeDataSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How the nodes of one cluster are asked about role and position: past their pools, wherever that is possible. */
final class Probes {
    private final List<String> throughPools = new ArrayList<>();

    /**
     * What the node is asked with.
     *
     * @param hikari its pool under all decorators; null where it has another one
     * @param pool its pool as the application has it
     */
    DataSource of(String node, @Nullable HikariDataSource hikari, DataSource pool) {
        DataSource past = hikari == null ? null : ProbeDataSource.past(hikari);
        if (past == null) {
            throughPools.add("'" + node + "'");
            return pool;
        }
        return past;
    }

    /** The end of the cluster's start line; empty when there is nothing to say. */
    @Override
    public String toString() {
        return throughPools.isEmpty()
                ? ""
                : "; " + String.join(", ", throughPools)
                        + " asked for role and position through the pool, so while that is exhausted clients read from the "
                        + "primary after they wrote (a HikariCP pool with a jdbc-url would be asked past it)";
    }
}
