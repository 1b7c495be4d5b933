package io.github.jdbcreplicated.boot.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://a,b/app",
                "jdbc:postgresql://a:5432,b:5432/app",
                "jdbc:postgresql://a/app?targetServerType=secondary",
                "jdbc:postgresql://a/app?ssl=true&loadBalanceHosts=true",
                "jdbc:mysql:replication://a/app",
                "jdbc:mariadb:sequential://a/app",
                "jdbc:mariadb://address=(host=a)/app"
            })
    void driverChoosesServers(String url) {
        assertThat(JdbcUrl.parse(url).choosesServers()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://a/app", "jdbc:postgresql:app", "jdbc:mysql://a:3306/app?ssl=true"})
    void urlNamesOneServer(String url) {
        assertThat(JdbcUrl.parse(url).choosesServers()).isFalse();
    }

    @Test
    void sameServerIsRecognisedByHostPortAndDatabase() {
        String identity = JdbcUrl.parse("jdbc:postgresql://db.example/app").identity();
        assertThat(JdbcUrl.parse("jdbc:postgresql://DB.example:5432/app?ssl=true")
                        .identity())
                .isEqualTo(identity);
        assertThat(JdbcUrl.parse("jdbc:postgresql://db.example:5433/app").identity())
                .isNotEqualTo(identity);
        assertThat(JdbcUrl.parse("jdbc:postgresql://db.example/other").identity())
                .isNotEqualTo(identity);
    }

    @Test
    void textForPeopleHasNoSecrets() {
        assertThat(JdbcUrl.parse("jdbc:mysql://app:secret@a/app?password=secret"))
                .hasToString("jdbc:mysql://a/app");
        assertThat(JdbcUrl.parse("jdbc:postgresql:app?password=secret")).hasToString("jdbc:postgresql:app");
    }
}
