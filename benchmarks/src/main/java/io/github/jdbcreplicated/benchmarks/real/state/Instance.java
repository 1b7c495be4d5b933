package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.web.Accounts;
import io.github.jdbcreplicated.benchmarks.real.web.Application;
import io.github.jdbcreplicated.benchmarks.real.web.Browser;
import io.github.jdbcreplicated.benchmarks.real.web.Routing;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The application once, with its own pools and clients; all instances work on the same servers. */
record Instance(String name, List<Client> clients) {
    private static final int CLIENTS = 60;
    private static final int POOL_SIZE = 8;

    /** On the primary's pool alone. */
    static Instance bare(String name, Stage stage, int number) throws Exception {
        return start(name, stage.pool(stage.cluster().primary(), POOL_SIZE), Routing.none(), stage, number);
    }

    /** On ours, at this level. */
    static Instance level(String name, Consistency level, Stage stage, int number) throws Exception {
        return start(name, replicated(stage, level), Routing.byToken(), stage, number);
    }

    /** On ours without positions, behind what routes by time. */
    static Instance window(int seconds, Stage stage, int number) throws Exception {
        Routing routing = Routing.byWindow(Duration.ofSeconds(seconds));
        return start(seconds + " s window", replicated(stage, Consistency.EVENTUAL), routing, stage, number);
    }

    /** Its clients have the accounts and the board of its number, from 0. */
    private static Instance start(String name, DataSource dataSource, Routing routing, Stage stage, int number)
            throws Exception {
        Application application = stage.owned(new Application(new Accounts(dataSource), routing, CLIENTS));
        List<Client> clients = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            Browser browser = stage.owned(new Browser(application.port()));
            clients.add(new Client(browser, (long) number * CLIENTS + i, number + 1));
        }
        return new Instance(name, clients);
    }

    private static ReplicatedDataSource replicated(Stage stage, Consistency level) {
        PostgresNode primary = stage.cluster().primary();
        var builder = ReplicatedDataSource.builder()
                .primary(primary.name(), stage.pool(primary, POOL_SIZE), stage.probe(primary))
                .consistency(level);
        for (PostgresNode replica : stage.cluster().replicas()) {
            builder.replica(replica.name(), stage.pool(replica, POOL_SIZE), stage.probe(replica), 1);
        }
        return stage.owned(builder.build());
    }
}
