package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;

/** As whom a pool's connections work. */
public final class PoolUser {
    private PoolUser() {}

    /** The user's name; null when the settings do not tell. The driver prefers a URL's parameter to a property. */
    public static @Nullable String of(HikariConfig pool) {
        String inUrl = pool.getJdbcUrl() == null
                ? null
                : JdbcUrl.parse(pool.getJdbcUrl()).parameter("user");
        if (inUrl != null) {
            return inUrl;
        }
        String username = pool.getUsername();
        return username != null ? username : pool.getDataSourceProperties().getProperty("user");
    }
}
