package io.github.jdbcreplicated.benchmarks.growth;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.benchmarks.frame.Usage;
import io.github.jdbcreplicated.benchmarks.stub.StubDataSource;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A read of a client that has written: its unit has read from no replica yet, so one is chosen, of those that have what the
 * token says. All of them do.
 */
@State(Scope.Benchmark)
public class Decision {
    private static final String QUERY = "select balance from account where id = 7";

    /** Of each cluster. */
    @Param("2")
    public int replicas;

    /** A read is done in each. */
    @Param("1")
    public int clusters;

    /** The connections that each pool has, so that no thread waits for another's. */
    @Param("2")
    public int connections;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<DataSource> pools = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // all by openPools, before anything else runs
    private DataSource[] dataSources;

    @SuppressWarnings("NullAway.Init")
    private DataSource bare;

    @SuppressWarnings("NullAway.Init")
    private ConsistencyToken token;

    /** Opens the clusters. */
    @Setup(Level.Trial)
    public void openPools() {
        dataSources = new DataSource[clusters];
        token = ConsistencyToken.NONE;
        for (int i = 0; i < clusters; i++) {
            dataSources[i] = cluster("cluster-" + i);
            token = token.max(StubDataSource.token("cluster-" + i));
        }
        bare = pool("bare", StubDataSource.primary(0));
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void closePools() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** A read in each cluster, in a unit of their own. */
    @Benchmark
    public long decide(Usage usage, Seen seen) throws SQLException {
        long sum = 0;
        try (ReplicationScope scope = ReplicationScope.join(unit())) {
            for (DataSource each : dataSources) {
                sum += read(each, usage, seen);
            }
        }
        return sum;
    }

    /** A read in the thread's scopes. */
    @Benchmark
    public long nested(Usage usage, Seen seen, Nest nest) throws SQLException {
        return read(dataSources[0], usage, seen);
    }

    /** A read on one of the pools of the first cluster's replicas, without us. */
    @Benchmark
    public long drawn(Usage usage, Seen seen) throws SQLException {
        return read(pools.get(ThreadLocalRandom.current().nextInt(replicas)), usage, seen);
    }

    /** A read on a pool without us. */
    @Benchmark
    public long bare(Usage usage, Seen seen) throws SQLException {
        return read(bare, usage, seen);
    }

    UnitOfWork unit() {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        unit.continueFrom(token);
        return unit;
    }

    private static long read(DataSource from, Usage usage, Seen seen) throws SQLException {
        usage.operations++;
        try (Connection connection = from.getConnection()) {
            seen.connection = connection;
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                seen.statement = statement;
                try (ResultSet results = statement.executeQuery()) {
                    return results.next() ? results.getLong(1) : -1;
                }
            }
        }
    }

    private DataSource cluster(String name) {
        ReplicatedDataSource.Builder builder = ReplicatedDataSource.builder()
                .cluster(name)
                .primary("primary", pool(name + "-primary", StubDataSource.primary(0)));
        for (int i = 1; i <= replicas; i++) {
            DataSource pool = pool(name + "-replica-" + i, StubDataSource.replica(i));
            builder.replica("replica-" + i, pool);
            pools.add(pool);
        }
        ReplicatedDataSource built = builder.build();
        open.add(0, built);
        return built;
    }

    private DataSource pool(String name, StubDataSource server) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(server);
        config.setMaximumPoolSize(connections);
        HikariDataSource pool = new HikariDataSource(config);
        open.add(pool);
        return pool;
    }
}
