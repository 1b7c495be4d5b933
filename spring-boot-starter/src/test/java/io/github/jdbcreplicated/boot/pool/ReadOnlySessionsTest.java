package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySessionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://a/app",
                "jdbc:postgresql://a/app?options=-c%20default_transaction_read_only=off",
                "jdbc:mariadb://a/app",
                "jdbc:mysql://a/app"
            })
    void sessionsOfKnownDatabasesAreReadOnly(String url) {
        assertThat(ReadOnlySessions.areOf(config(url))).isFalse();
        assertThat(ReadOnlySessions.areOf(applied(config(url)))).isTrue();
    }

    @Test
    void mariaDbAndMySqlAreToldInTheFirstStatement() {
        assertThat(applied(config("jdbc:mariadb://a/app")).getConnectionInitSql())
                .isEqualTo("SET SESSION TRANSACTION READ ONLY");
    }

    @Test
    void firstStatementOfTheUserIsKept() {
        HikariConfig config = config("jdbc:mysql://a/app");
        config.setConnectionInitSql("set names utf8mb4");
        assertThat(applied(config).getConnectionInitSql()).isEqualTo("set names utf8mb4");
        assertThat(ReadOnlySessions.areOf(config)).isFalse();
        config.addDataSourceProperty("sessionVariables", "transaction_read_only=1");
        assertThat(ReadOnlySessions.areOf(config)).isTrue();
    }

    @Test
    void ofOtherDatabasesNothingIsKnown() {
        assertThat(ReadOnlySessions.areOf(applied(config("jdbc:h2:tcp://a/app"))))
                .isFalse();
    }

    private static HikariConfig applied(HikariConfig config) {
        ReadOnlySessions.applyTo(config);
        return config;
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return config;
    }
}
