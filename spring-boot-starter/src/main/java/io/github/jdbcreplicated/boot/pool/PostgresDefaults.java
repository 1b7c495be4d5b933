package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a PostgreSQL replica's connections have unless told otherwise, and that they never write. */
final class PostgresDefaults {
    /**
     * Seconds. Without a login and a socket timeout the driver waits for a frozen server for ever; connect and query
     * timeouts do not bound that.
     */
    private static final Map<String, String> TIMEOUTS =
            Map.of("loginTimeout", "3", "connectTimeout", "2", "socketTimeout", "30", "tcpKeepAlive", "true");

    /** The last one counts, so this holds whatever the user's own options say; also after a promotion. */
    private static final String READ_ONLY = "-c default_transaction_read_only=on";

    private PostgresDefaults() {}

    static void applyTo(HikariConfig config) {
        JdbcUrl url = JdbcUrl.parse(config.getJdbcUrl());
        if (url.isPostgres()) {
            TIMEOUTS.forEach((name, value) -> setIfAbsent(config, url, name, value));
            forbidWrites(config, url);
        }
    }

    private static void setIfAbsent(HikariConfig config, JdbcUrl url, String name, String value) {
        if (url.parameter(name) == null && !config.getDataSourceProperties().containsKey(name)) {
            config.addDataSourceProperty(name, value);
        }
    }

    /** The driver prefers a URL's parameter to a property, so the options have to be merged where they are. */
    private static void forbidWrites(HikariConfig config, JdbcUrl url) {
        String inUrl = url.parameter("options");
        if (inUrl != null) {
            config.setJdbcUrl(url.with("options", merged(inUrl)).text());
        } else {
            config.addDataSourceProperty(
                    "options", merged(config.getDataSourceProperties().getProperty("options")));
        }
    }

    private static String merged(@Nullable String options) {
        return options == null || options.isBlank() ? READ_ONLY : options.strip() + " " + READ_ONLY;
    }
}
