package io.github.jdbcreplicated.benchmarks.call;

import com.baomidou.dynamic.datasource.DynamicRoutingDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.benchmarks.stub.StubDataSource;
import io.github.jdbcreplicated.benchmarks.stub.StubDriver;
import io.github.jdbcreplicated.spi.TransactionHint;
import io.github.jdbcreplicated.token.ConsistencyToken;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The pools of one contender and what it puts on them. */
final class Pools implements AutoCloseable {
    /** What the nodes answer, by which a test sees where a query went. */
    static final long PRIMARY = 1_000;

    static final long FIRST_REPLICA = 2_000;
    static final long SECOND_REPLICA = 3_000;

    static final String REPLICA_NAME = "replica-1";

    /** Of a client that has written what every replica has. */
    static final ConsistencyToken TOKEN = StubDataSource.token("default");

    private static final String PRIMARY_NAME = "primary";
    private static final int POOL_SIZE = 4;

    /** Two hosts, the first of which takes writes; a database that it has no dialect for. */
    private static final String AWS_URL = "jdbc:aws-wrapper:stub://primary:5432,replica:5432/db"
            + "?wrapperPlugins=readWriteSplitting&wrapperDialect=unknown&singleWriterConnectionString=true";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final DataSource dataSource;

    Pools(Contender contender) {
        dataSource = switch (contender) {
            case HIKARI, HIKARI_AGAIN -> primary();
            case TWO_POOLS -> new TwoPools(primary(), replica());
            case SPRING_LAZY -> springLazy();
            case SPRING_ROUTING -> springRouting();
            case SPRING_ROUTING_LAZY -> lazy(springRouting());
            case DYNAMIC -> dynamic();
            case AWS -> aws();
            case SHARDING_SPHERE -> shardingSphere();
            case NO_SCOPE, REPLICA_SCOPE, FLOOR, NESTED -> replicated();
        };
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private DataSource replicated() {
        ReplicatedDataSource replicated = ReplicatedDataSource.builder()
                .primary(PRIMARY_NAME, primary())
                .replica(REPLICA_NAME, replica())
                .replica("replica-2", pool("replica-2", StubDataSource.replica(SECOND_REPLICA)))
                .transactionHint(Pools::hint)
                .build();
        open.add(replicated);
        return replicated;
    }

    /** As the Spring module tells it, without the rest of that. */
    private static TransactionHint.Transaction hint() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return TransactionHint.Transaction.NONE;
        }
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? TransactionHint.Transaction.READ_ONLY
                : TransactionHint.Transaction.READ_WRITE;
    }

    private DataSource springLazy() {
        LazyConnectionDataSourceProxy lazy = lazy(primary());
        lazy.setReadOnlyDataSource(replica());
        return lazy;
    }

    /** With its defaults set, so that it need not ask the primary for them. */
    private static LazyConnectionDataSourceProxy lazy(DataSource target) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(target);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    private DataSource springRouting() {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return ReplicaFlag.isRaised() ? REPLICA_NAME : PRIMARY_NAME;
            }
        };
        routing.setTargetDataSources(Map.of(PRIMARY_NAME, primary(), REPLICA_NAME, replica()));
        routing.afterPropertiesSet();
        return routing;
    }

    private DataSource dynamic() {
        DynamicRoutingDataSource dynamic = new DynamicRoutingDataSource(List.of());
        dynamic.setPrimary(PRIMARY_NAME);
        dynamic.addDataSource(PRIMARY_NAME, primary());
        dynamic.addDataSource(REPLICA_NAME, replica());
        return dynamic;
    }

    private DataSource aws() {
        StubDriver driver = new StubDriver(StubDataSource.primary(PRIMARY), StubDataSource.replica(FIRST_REPLICA));
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("The stub's driver could not be registered", e);
        }
        open.add(() -> DriverManager.deregisterDriver(driver));
        HikariConfig config = config("aws");
        config.setJdbcUrl(AWS_URL);
        return opened(config);
    }

    private DataSource shardingSphere() {
        DataSource splitting = ShardingSphere.of(PRIMARY_NAME, primary(), REPLICA_NAME, replica());
        open.add((AutoCloseable) splitting);
        return splitting;
    }

    private DataSource primary() {
        return pool(PRIMARY_NAME, StubDataSource.primary(PRIMARY));
    }

    private DataSource replica() {
        return pool(REPLICA_NAME, StubDataSource.replica(FIRST_REPLICA));
    }

    private DataSource pool(String name, StubDataSource server) {
        HikariConfig config = config(name);
        config.setDataSource(server);
        config.setJdbcUrl("jdbc:postgresql://" + name + "/db"); // the pool has no use for it, but ShardingSphere asks
        return opened(config);
    }

    private static HikariConfig config(String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(POOL_SIZE);
        return config;
    }

    private DataSource opened(HikariConfig config) {
        HikariDataSource pool = new HikariDataSource(config);
        open.add(pool);
        return pool;
    }
}
