package io.github.jdbcreplicated.benchmarks.real.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Bare pools, one of which is taken by chance: ours, too, takes one of two equal replicas by chance. */
final class EitherReplica extends AbstractDataSource {
    private final List<? extends DataSource> pools;

    EitherReplica(List<? extends DataSource> pools) {
        this.pools = List.copyOf(pools);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pools.get(ThreadLocalRandom.current().nextInt(pools.size())).getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pools.get(ThreadLocalRandom.current().nextInt(pools.size())).getConnection(user, password);
    }
}
