package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The same servers for who asks for them by URL: {@code jdbc:stub://replica:5432/db} is a replica, any other host the
 * primary.
 */
public final class StubDriver implements Driver {
    private static final String PREFIX = "jdbc:stub://";
    private static final String REPLICA = PREFIX + "replica";

    private final StubDataSource primary;
    private final StubDataSource replica;

    /** Creates the driver of these servers; it is not registered. */
    public StubDriver(StubDataSource primary, StubDataSource replica) {
        this.primary = primary;
        this.replica = replica;
    }

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties properties) {
        if (!acceptsURL(url)) {
            return null;
        }
        return (url.startsWith(REPLICA) ? replica : primary).getConnection();
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
