package io.github.jdbcreplicated.benchmarks.real.capacity;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.Work;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Reads that a server takes a while to answer without the machine's processors being busy meanwhile: servers that share
 * two processors would else carry no more, the more of them there are.
 */
final class Readers {
    /** To each server. */
    static final int CONNECTIONS = 4;

    /** What the server waits for in the mean. */
    static final double SERVICE_SECONDS = 0.010;

    private static final String READ = "select balance, pg_sleep(?) from account where id = ?";

    private Readers() {}

    /** On the bare pool of the primary. */
    static Work bare(Stage stage) {
        DataSource pool = stage.pool(stage.cluster().primary(), CONNECTIONS);
        return () -> read(pool);
    }

    /** On ours with so many of the replicas, as a request does that reads. */
    static Work replicated(Stage stage, int replicas) {
        PostgresNode primary = stage.cluster().primary();
        var builder = ReplicatedDataSource.builder()
                .primary(primary.name(), stage.pool(primary, CONNECTIONS), stage.probe(primary));
        for (PostgresNode replica : stage.cluster().replicas().subList(0, replicas)) {
            builder.replica(replica.name(), stage.pool(replica, CONNECTIONS), stage.probe(replica), 1);
        }
        ReplicatedDataSource ours = stage.owned(builder.build());
        return () -> {
            try (ReplicationScope scope = ReplicationScope.join(UnitOfWork.inferring(Target.REPLICA))) {
                read(ours);
            }
        };
    }

    private static void read(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            statement.setDouble(1, -SERVICE_SECONDS * Math.log(1 - random.nextDouble()));
            statement.setLong(2, 1 + random.nextLong(Sql.ACCOUNTS));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
            }
        }
    }
}
