package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has the server refuse whatever a pool's sessions want to write, also after a promotion. */
public final class ReadOnlySessions {
    /** The last one counts, so this holds whatever the user's own options say. */
    private static final String POSTGRES = "-c default_transaction_read_only=on";

    private static final String MARIADB_AND_MYSQL = "SET SESSION TRANSACTION READ ONLY";

    private ReadOnlySessions() {}

    static void applyTo(HikariConfig config) {
        JdbcUrl url = JdbcUrl.parse(config.getJdbcUrl());
        if (url.isPostgres()) {
            addOption(config, url);
        } else if (url.isMariaDbOrMySql() && config.getConnectionInitSql() == null) {
            config.setConnectionInitSql(MARIADB_AND_MYSQL);
        }
    }

    /** Whether that holds for the pool, as far as its settings tell. */
    public static boolean areOf(HikariConfig pool) {
        JdbcUrl url = JdbcUrl.parse(pool.getJdbcUrl());
        if (url.isPostgres()) {
            return contains(setting(pool, url, "options"), POSTGRES);
        }
        return url.isMariaDbOrMySql()
                && (contains(pool.getConnectionInitSql(), MARIADB_AND_MYSQL)
                        || contains(setting(pool, url, "sessionVariables"), "read_only=1"));
    }

    /** The driver prefers a URL's parameter to a property, so the user's own is added to where it is. */
    private static void addOption(HikariConfig config, JdbcUrl url) {
        String inUrl = url.parameter("options");
        if (inUrl != null) {
            config.setJdbcUrl(url.with("options", merged(inUrl)).text());
        } else {
            config.addDataSourceProperty(
                    "options", merged(config.getDataSourceProperties().getProperty("options")));
        }
    }

    private static String merged(@Nullable String options) {
        return options == null || options.isBlank() ? POSTGRES : options.strip() + " " + POSTGRES;
    }

    private static @Nullable String setting(HikariConfig pool, JdbcUrl url, String name) {
        String inUrl = url.parameter(name);
        return inUrl != null ? inUrl : pool.getDataSourceProperties().getProperty(name);
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
