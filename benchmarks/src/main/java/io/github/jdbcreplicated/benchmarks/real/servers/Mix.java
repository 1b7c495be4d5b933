package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.CpuClock;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.Work;
import io.github.jdbcreplicated.benchmarks.real.web.Accounts;
import io.github.jdbcreplicated.benchmarks.real.web.Application;
import io.github.jdbcreplicated.benchmarks.real.web.Browser;
import io.github.jdbcreplicated.benchmarks.real.web.Routing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Nine reads to one write through HTTP: the same application on the bare pool, and on ours behind its filter. */
final class Mix {
    private static final String BARE = "HikariCP, primary";
    private static final Duration SLICE = Duration.ofMillis(40);

    private Mix() {}

    static void addTo(Report report, Stage stage, Ways ways, Effort effort) throws Exception {
        Work bare = client(stage, ways.primary());
        Work again = client(stage, ways.primary());
        Work ours = client(stage, ways.ours());
        List<Contender> contenders = List.of(
                Contender.base(BARE, bare),
                new Contender("HikariCP, primary, again (noise)", BARE, again),
                new Contender("ours, filter and token", BARE, ours));
        Series series = new Series(contenders, Budget.ofOthers(effort, SLICE), CpuClock.ofThreadsOfNow());
        report.add("90/10 through HTTP", contenders, series.run(), Map.of(), false);
    }

    private static Work client(Stage stage, DataSource dataSource) throws Exception {
        Application application = stage.owned(new Application(
                new Accounts(dataSource),
                dataSource instanceof ReplicatedDataSource ? Routing.byToken() : Routing.none(),
                4));
        Browser browser = stage.owned(new Browser(application.port()));
        return () -> {
            long account = 1 + ThreadLocalRandom.current().nextLong(Accounts.COUNT);
            String path = Application.path(account, 1);
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                browser.post(path);
            } else {
                browser.get(path);
            }
        };
    }
}
