package io.github.jdbcreplicated.benchmarks.real.capture;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.Work;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;

/** Writers over one pool to the primary, each with an account of its own. */
final class Writers {
    private static final String WHERE = "select pg_catalog.pg_current_wal_insert_lsn()";

    private final HikariDataSource pool;
    private final ReplicatedDataSource capturing;
    private final ReplicatedDataSource notCapturing;

    Writers(Stage stage, HikariDataSource pool) {
        this.pool = pool;
        this.capturing = replicated(stage, Consistency.READ_YOUR_WRITES);
        this.notCapturing = replicated(stage, Consistency.EVENTUAL);
    }

    /** The work of each of so many threads. */
    List<Work> of(Way way, int threads) {
        return LongStream.rangeClosed(1, threads).mapToObj(id -> work(way, id)).toList();
    }

    private Work work(Way way, long id) {
        return switch (way) {
            case BARE, BARE_AGAIN -> () -> write(id);
            case OFF -> () -> inRequest(notCapturing, id);
            case ONE_BY_ONE -> () -> writeAndAsk(id);
            case SHARED -> () -> inRequest(capturing, id);
        };
    }

    private void write(long id) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Sql.write(connection, id);
        }
    }

    private void writeAndAsk(long id) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Sql.write(connection, id);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(WHERE)) {
                row.next();
                row.getString(1);
            }
        }
    }

    /** As a request does that writes: what its client is told is found out before the answer leaves. */
    private static void inRequest(ReplicatedDataSource dataSource, long id) throws SQLException {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (ReplicationScope scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection()) {
            Sql.write(connection, id);
        }
        unit.advancedToken();
    }

    private ReplicatedDataSource replicated(Stage stage, Consistency consistency) {
        PostgresNode primary = stage.cluster().primary();
        var builder = ReplicatedDataSource.builder()
                .primary(primary.name(), pool, stage.probe(primary))
                .consistency(consistency);
        for (PostgresNode replica : stage.cluster().replicas()) {
            builder.replica(replica.name(), stage.pool(replica, 1), stage.probe(replica), 1);
        }
        return stage.owned(builder.build());
    }
}
