package io.github.jdbcreplicated.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.TokenCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database whose servers do not tell where they are: a client that wrote reads from the primary for a time. */
class WithoutPositionsTest {
    private static final TokenCodec CODEC = TokenCodec.builder().build();

    private final List<Reason> reasons = new CopyOnWriteArrayList<>();
    private final ReplicatedDataSource dataSource = ReplicatedDataSource.builder()
            .primary("primary", new RecordingDriver())
            .replica("replica-1", new RecordingDriver())
            .maxLag(Duration.ofSeconds(1))
            .listener(new RoutingListener() {
                @Override
                public void leased(Route route) {
                    reasons.add(route.reason());
                }
            })
            .build();

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void aClientThatWroteReadsFromThePrimaryUntilReplicasMustHaveIt() throws SQLException {
        UnitOfWork post = UnitOfWork.inferring(Target.PRIMARY);
        run(post, "UPDATE note SET text = 'new'");
        String cookie = CODEC.encode(Objects.requireNonNull(post.advancedToken()));
        run(reading(cookie), "SELECT 1");
        assertThat(reasons).containsExactly(Reason.INFERRED_PRIMARY, Reason.POSITION_UNKNOWN);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (reasons.get(reasons.size() - 1) == Reason.POSITION_UNKNOWN) {
            assertThat(System.nanoTime() - deadline).isNegative();
            run(reading(cookie), "SELECT 1");
        }
        assertThat(reasons.get(reasons.size() - 1)).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void aJobThatContinuesFromAWriteReadsFromThePrimary() throws SQLException {
        UnitOfWork post = UnitOfWork.inferring(Target.PRIMARY);
        run(post, "UPDATE note SET text = 'new'");
        UnitOfWork job = UnitOfWork.inferring(Target.REPLICA);
        job.continueFrom(post.token());
        run(job, "SELECT 1");
        assertThat(reasons).endsWith(Reason.POSITION_UNKNOWN);
    }

    @Test
    void whoWroteNothingReadsFromAReplica() throws SQLException {
        UnitOfWork get = UnitOfWork.inferring(Target.REPLICA);
        run(get, "SELECT 1");
        assertThat(get.advancedToken()).isNull();
        assertThat(reasons).containsExactly(Reason.INFERRED_REPLICA);
        try (var scope = ReplicationScope.openReplica();
                Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("SELECT 1");
        }
        assertThat(reasons).endsWith(Reason.EXPLICIT_REPLICA);
    }

    private static UnitOfWork reading(String cookie) {
        ConsistencyToken token = CODEC.read(cookie).token();
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        unit.continueFrom(token);
        return unit;
    }

    private void run(UnitOfWork unit, String sql) throws SQLException {
        try (var scope = ReplicationScope.join(unit);
                Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
