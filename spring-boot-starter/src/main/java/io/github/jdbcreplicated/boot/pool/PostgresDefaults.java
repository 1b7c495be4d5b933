package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What connections of ours to PostgreSQL have. */
final class PostgresDefaults {
    /**
     * Seconds. Without a login and a socket timeout the driver waits for a frozen server for ever; connect and query
     * timeouts do not bound that.
     */
    private static final Map<String, String> TIMEOUTS =
            Map.of("loginTimeout", "3", "connectTimeout", "2", "socketTimeout", "30", "tcpKeepAlive", "true");

    /** Seconds, whatever the pool has: an answer to a probe is one row, and who gives none in that time has no time to read. */
    private static final Map<String, String> TIMEOUTS_OF_PROBES =
            Map.of("loginTimeout", "3", "connectTimeout", "2", "socketTimeout", "3", "tcpKeepAlive", "true");

    /** The last one counts, so this holds whatever the user's own options say; also after a promotion. */
    private static final String READ_ONLY = "-c default_transaction_read_only=on";

    private PostgresDefaults() {}

    /** Has a replica's connections end what takes too long unless told otherwise, and never write. */
    static void applyTo(HikariConfig config) {
        JdbcUrl url = JdbcUrl.parse(config.getJdbcUrl());
        if (url.isPostgres()) {
            TIMEOUTS.forEach((name, value) -> setIfAbsent(config, url, name, value));
            forbidWrites(config, url);
        }
    }

    /** Has a probe's connections end what takes too long; answers the URL for them. */
    static String applyToProbe(JdbcUrl url, Properties properties) {
        JdbcUrl bounded = url;
        if (url.isPostgres()) {
            for (Map.Entry<String, String> timeout : TIMEOUTS_OF_PROBES.entrySet()) {
                bounded = set(bounded, properties, timeout.getKey(), timeout.getValue());
            }
        }
        return bounded.text();
    }

    /** The driver prefers a URL's parameter to a property. */
    private static JdbcUrl set(JdbcUrl url, Properties properties, String name, String value) {
        if (url.parameter(name) != null) {
            return url.with(name, value);
        }
        properties.setProperty(name, value);
        return url;
    }

    private static void setIfAbsent(HikariConfig config, JdbcUrl url, String name, String value) {
        if (url.parameter(name) == null && !config.getDataSourceProperties().containsKey(name)) {
            config.addDataSourceProperty(name, value);
        }
    }

    /** Merged where they are, for the same reason. */
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
