package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A pool with neither connection nor thread before it is first asked. Not final, as decorators may be subclasses of what
 * they decorate.
 */
class LazyPool extends HikariDataSource {

    static HikariDataSource of(HikariConfig config, String poolName) {
        HikariDataSource pool = new LazyPool();
        config.copyStateTo(pool);
        pool.setPoolName(poolName);
        return pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (getHikariPoolMXBean() != null) {
            return super.getConnection();
        }
        try (LoginTimeout kept = LoginTimeout.keep()) {
            return super.getConnection();
        }
    }
}
