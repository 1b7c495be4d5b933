package io.github.jdbcreplicated.faults.suite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Has an application's pools give what no pool should give, for as long as they are told to. */
final class TrickyPools implements BeanPostProcessor {
    private static final String PRIMARY = "dataSource";

    private final Map<String, Tricky> pools = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        boolean isNode = name.equals(PRIMARY) || name.startsWith(PRIMARY + ".");
        if (!isNode || !(bean instanceof DataSource pool) || bean instanceof Tricky) {
            return bean;
        }
        return pools.computeIfAbsent(name, any -> new Tricky(pool));
    }

    /** From now on connections of that node's pool are closed when they are given. */
    void giveClosed(String node) {
        Tricky pool = pool(node);
        pool.instead = new Closed(pool.pool);
    }

    /** From now on that node's pool gives connections of another server. */
    void giveOthers(String node, DataSource other) {
        pool(node).instead = other;
    }

    /** From now on that node's pool is honest. */
    void beHonest(String node) {
        pool(node).instead = null;
    }

    private Tricky pool(String node) {
        String name = node.equals("primary") ? PRIMARY : PRIMARY + "." + node;
        return Objects.requireNonNull(pools.get(name), () -> name + " is not among " + pools.keySet());
    }

    private static final class Tricky extends DelegatingDataSource {
        private final DataSource pool;

        /** Written by the test, read by whoever takes a connection; null while the pool is honest. */
        private volatile @Nullable DataSource instead;

        Tricky(DataSource pool) {
            super(pool);
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            DataSource other = instead;
            return other == null ? pool.getConnection() : other.getConnection();
        }
    }

    private static final class Closed extends DelegatingDataSource {
        Closed(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.close();
            return connection;
        }
    }
}
