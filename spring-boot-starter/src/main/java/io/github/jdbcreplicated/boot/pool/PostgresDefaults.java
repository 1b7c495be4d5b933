package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.util.Map;
import java.util.Properties;

/** What connections of ours to PostgreSQL have. */
final class PostgresDefaults {
    /**
     * Seconds. Without a login timeout the driver waits for ever until a frozen server lets it in, and without a socket
     * timeout for its answers; connect and query timeouts do not bound that.
     */
    private static final Map<String, String> TIMEOUTS =
            Map.of("loginTimeout", "3", "connectTimeout", "2", "tcpKeepAlive", "true");

    /** Seconds, whatever the pool has: an answer to a probe is one row, and who gives none in that time has no time to read. */
    private static final Map<String, String> TIMEOUTS_OF_PROBES =
            Map.of("loginTimeout", "3", "connectTimeout", "2", "socketTimeout", "3", "tcpKeepAlive", "true");

    private PostgresDefaults() {}

    /** Has connections to read with end what takes too long, unless told otherwise. */
    static void applyToReading(HikariConfig config) {
        applyToWriting(config);
        setIfAbsent(config, "socketTimeout", "30");
    }

    /**
     * The same but for statements under way, unless told otherwise: a write that is given up may have taken effect, so
     * how long it may take is the application's to say.
     */
    static void applyToWriting(HikariConfig config) {
        TIMEOUTS.forEach((name, value) -> setIfAbsent(config, name, value));
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

    private static void setIfAbsent(HikariConfig config, String name, String value) {
        JdbcUrl url = JdbcUrl.parse(config.getJdbcUrl());
        if (url.isPostgres()
                && url.parameter(name) == null
                && !config.getDataSourceProperties().containsKey(name)) {
            config.addDataSourceProperty(name, value);
        }
    }
}
