package io.github.jdbcreplicated.benchmarks.real.servers;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** The ways to the same pools: bare, through Spring's lazy proxy, through ours. */
final class Ways {
    static final String PRIMARY = "HikariCP, primary";
    static final String PRIMARY_AGAIN = "HikariCP, primary, again (noise)";
    static final String REPLICAS = "HikariCP, either replica";
    static final String REPLICAS_AGAIN = "HikariCP, either replica, again (noise)";
    static final String NO_SCOPE = "ours, no scope";
    static final String SCOPE = "ours, replica scope";
    static final String FLOOR = "ours, replica scope with a floor";
    static final String JOB = "a job's replica scope with ours (asks the primary once)";
    static final String PRIMARY_SCOPE = "ours, primary scope";
    static final String WITH_TOKEN = "ours, primary scope, token taken";
    static final String SPRING = "Spring's lazy proxy";

    private static final int POOL_SIZE = 4;

    /** Often enough that a floor is met, as it is by default. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** Such that no question that nobody needs is among those that are counted. */
    private static final Duration HARDLY_EVER = Duration.ofMinutes(5);

    private final HikariDataSource primary;
    private final EitherReplica replicas;
    private final ReplicatedDataSource ours;
    private final LazyConnectionDataSourceProxy spring;
    private final ConsistencyToken written;

    /**
     * Opens them.
     *
     * @param pools the pool to each node
     * @param probes what each node is asked through where it is
     * @param poll how often each is asked
     */
    private Ways(
            Stage stage,
            Function<PostgresNode, HikariDataSource> pools,
            Function<PostgresNode, DataSource> probes,
            Duration poll)
            throws Exception {
        PostgresNode first = stage.cluster().primary();
        primary = pools.apply(first);
        List<HikariDataSource> readers =
                stage.cluster().replicas().stream().map(pools).toList();
        replicas = new EitherReplica(readers);
        var builder = ReplicatedDataSource.builder()
                .primary(first.name(), primary, probes.apply(first))
                .pollInterval(poll);
        for (int i = 0; i < readers.size(); i++) {
            PostgresNode node = stage.cluster().replicas().get(i);
            builder.replica(node.name(), readers.get(i), probes.apply(node), 1);
        }
        ours = stage.owned(builder.build());
        spring = new LazyConnectionDataSourceProxy();
        spring.setTargetDataSource(primary);
        spring.setReadOnlyDataSource(replicas);
        spring.setDefaultAutoCommit(true);
        spring.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        written = writeOnce();
        stage.cluster().awaitCaughtUp(Duration.ofSeconds(30));
    }

    /** Straight to the servers. */
    static Ways timed(Stage stage) throws Exception {
        return new Ways(stage, node -> stage.pool(node, POOL_SIZE), stage::probe, POLL);
    }

    /** Through what counts round trips, also those of the questions where a server is. */
    static Ways counted(Stage stage) throws Exception {
        return new Ways(stage, node -> stage.countedPool(node, POOL_SIZE), PostgresNode::dataSource, HARDLY_EVER);
    }

    ReplicatedDataSource ours() {
        return ours;
    }

    DataSource primary() {
        return primary;
    }

    /** All that can do it. */
    List<Contender> doing(Operation operation) {
        return operation == Operation.WRITE ? writing() : reading(operation);
    }

    private List<Contender> reading(Operation operation) {
        return List.of(
                Contender.base(PRIMARY, () -> operation.on(primary)),
                new Contender(PRIMARY_AGAIN, PRIMARY, () -> operation.on(primary)),
                Contender.base(REPLICAS, () -> operation.on(replicas)),
                new Contender(REPLICAS_AGAIN, REPLICAS, () -> operation.on(replicas)),
                new Contender(SPRING, REPLICAS, () -> operation.markedReadOnly(spring)),
                new Contender(NO_SCOPE, PRIMARY, () -> operation.on(ours)),
                new Contender(SCOPE, REPLICAS, () -> inRequest(ConsistencyToken.NONE, operation)),
                new Contender(FLOOR, REPLICAS, () -> inRequest(written, operation)),
                new Contender(JOB, REPLICAS, () -> inJob(operation)));
    }

    private List<Contender> writing() {
        Operation operation = Operation.WRITE;
        return List.of(
                Contender.base(PRIMARY, () -> operation.on(primary)),
                new Contender(PRIMARY_AGAIN, PRIMARY, () -> operation.on(primary)),
                new Contender(SPRING, PRIMARY, () -> operation.on(spring)),
                new Contender(NO_SCOPE, PRIMARY, () -> operation.on(ours)),
                new Contender(PRIMARY_SCOPE, PRIMARY, () -> inPrimaryScope(operation)),
                new Contender(WITH_TOKEN, PRIMARY, () -> writeOnce()));
    }

    /** Nobody knows what was written before, so that a floor is fetched first. */
    private void inJob(Operation operation) throws Exception {
        try (ReplicationScope scope = ReplicationScope.openReplica()) {
            operation.on(ours);
        }
    }

    private void inPrimaryScope(Operation operation) throws Exception {
        try (ReplicationScope scope = ReplicationScope.openPrimary()) {
            operation.on(ours);
        }
    }

    /** As a request's handler does that asks for a replica, once per operation: with the unit, and a scope in its scope. */
    private void inRequest(ConsistencyToken token, Operation operation) throws Exception {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        unit.continueFrom(token);
        try (ReplicationScope request = ReplicationScope.join(unit);
                ReplicationScope scope = ReplicationScope.openReplica()) {
            operation.on(ours);
        }
    }

    private ConsistencyToken writeOnce() throws Exception {
        UnitOfWork unit = UnitOfWork.inferring(Target.PRIMARY);
        try (ReplicationScope scope = ReplicationScope.join(unit)) {
            Operation.WRITE.on(ours);
        }
        return unit.token();
    }
}
