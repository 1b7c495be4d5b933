package io.github.jdbcreplicated.benchmarks.real.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class BrowserTest {

    /** The container ends the connection with each of these answers. */
    @Test
    void isRefusedAsOftenAsItAsks() throws Exception {
        try (Application application = new Application(new Accounts(nowhere()), Routing.none(), 2);
                Browser browser = new Browser(application.port())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> browser.get(Application.path(1, 1)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("500");
            }
        }
    }

    /** Nobody listens on this port. */
    private static DataSource nowhere() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {1});
        return dataSource;
    }
}
