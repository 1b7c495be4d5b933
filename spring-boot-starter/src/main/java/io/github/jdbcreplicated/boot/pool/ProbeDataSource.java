package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.Credentials;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.ClassUtils;

/**
 * Reaches the server of a pool without the pool: a connection of its own for each that asks, as the driver gives it.
 *
 * <p>What asks servers for their role and position neither waits until the application gives a connection back, nor takes
 * one from it. It has the pool's URL, driver and driver properties, for PostgreSQL with time-outs of its own; it does not
 * have what the pool does to its connections, such as {@code connectionInitSql}. Thread-safe.
 */
public final class ProbeDataSource extends AbstractDataSource {
    private final HikariConfig pool;
    private final String url;

    /** Not changed any more. */
    private final Properties properties;

    private ProbeDataSource(HikariConfig pool, String url, Properties properties) {
        this.pool = pool;
        this.url = url;
        this.properties = properties;
    }

    /** The way past the pool; null when the pool does not get its connections from a driver and a URL. */
    public static @Nullable DataSource past(HikariConfig pool) {
        if (pool.getJdbcUrl() == null || InheritedConfig.hasOwnDataSource(pool) || asksForCredentials(pool)) {
            return null;
        }
        Properties properties = new Properties();
        pool.getDataSourceProperties()
                .forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
        String url = PostgresDefaults.applyToProbe(JdbcUrl.parse(pool.getJdbcUrl()), properties);
        return new ProbeDataSource(pool, url, properties);
    }

    /** HikariCP has this since version 7. */
    private static boolean asksForCredentials(HikariConfig pool) {
        String provider = "credentialsProvider";
        BeanWrapper settings = PropertyAccessorFactory.forBeanPropertyAccess(pool);
        return settings.isReadableProperty(provider) && settings.getPropertyValue(provider) != null;
    }

    /** With the user and the password that the pool has now: they may be changed while it runs. */
    @Override
    public Connection getConnection() throws SQLException {
        Credentials now = pool.getCredentials();
        return getConnection(now.getUsername(), now.getPassword());
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        if (username != null) {
            all.setProperty("user", username);
        }
        if (password != null) {
            all.setProperty("password", password);
        }
        Connection connection = driver().connect(url, all);
        if (connection == null) {
            throw new SQLException(
                    "The driver " + pool.getDriverClassName() + " does not take the URL " + this, "08001");
        }
        return connection;
    }

    private Driver driver() throws SQLException {
        String name = pool.getDriverClassName();
        return name == null
                ? DriverManager.getDriver(url)
                : (Driver) BeanUtils.instantiateClass(ClassUtils.resolveClassName(name, null));
    }

    /** Without user, password and parameters. */
    @Override
    public String toString() {
        return "ProbeDataSource[" + JdbcUrl.parse(url) + "]";
    }
}
