package io.github.jdbcreplicated.benchmarks.call;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.benchmarks.stub.StubDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** The pools of one contender and what it puts on them. */
final class Pools implements AutoCloseable {
    /** What the nodes answer, by which a test sees where a query went. */
    static final long PRIMARY = 1_000;

    static final long FIRST_REPLICA = 2_000;
    static final long SECOND_REPLICA = 3_000;

    private static final int POOL_SIZE = 4;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final DataSource dataSource;

    Pools(Contender contender) {
        dataSource = switch (contender) {
            case HIKARI, HIKARI_AGAIN -> pool("primary", PRIMARY);
            case REPLICA_SCOPE, INFERRED_REPLICA, NO_SCOPE -> replicated();
            case SPRING_LAZY -> springLazy();
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
                .primary("primary", pool("primary", PRIMARY))
                .replica("replica-1", pool("replica-1", FIRST_REPLICA))
                .replica("replica-2", pool("replica-2", SECOND_REPLICA))
                .build();
        open.add(replicated);
        return replicated;
    }

    /** With its defaults set, so that it need not ask the primary for them. */
    private DataSource springLazy() {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(pool("primary", PRIMARY));
        lazy.setReadOnlyDataSource(pool("replica-1", FIRST_REPLICA));
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return lazy;
    }

    private DataSource pool(String name, long answer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new StubDataSource(answer));
        config.setMaximumPoolSize(POOL_SIZE);
        HikariDataSource pool = new HikariDataSource(config);
        open.add(pool);
        return pool;
    }
}
