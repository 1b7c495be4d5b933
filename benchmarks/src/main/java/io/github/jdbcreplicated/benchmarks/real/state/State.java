package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.web.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What share of the reads replicas serve, and how many are stale, at each level of consistency and under each lag. */
public final class State implements Question {
    private static final List<Integer> LAGS_MILLIS = List.of(0, 5, 50, 500);

    /** Until then clients still carry what they did under the lag before; the longest window, and the longest lag. */
    private static final Duration SETTLING = Duration.ofMillis(5_500);

    private static final Duration WARMUP = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "state";
    }

    @Override
    public String asks() {
        return "What consistency costs and brings under lag, beside time windows";
    }

    @Override
    public String takes() {
        return "some 5 minutes";
    }

    @Override
    public Answer answer(Effort effort) throws Exception {
        Duration time = Duration.ofSeconds(effort == Effort.FULL ? 65 : 8);
        Report report = new Report();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Stage stage = Stage.start(2, Map.of())) {
            stage.prepare(Accounts.tables());
            List<Instance> instances = instances(stage);
            List<String> names = instances.stream().map(Instance::name).toList();
            together(instances, WARMUP, threads);
            for (int lag : LAGS_MILLIS) {
                stage.cluster().replicas().forEach(replica -> replica.applyDelay(Duration.ofMillis(lag)));
                together(instances, SETTLING, threads);
                report.add(lag, names, together(instances, time, threads));
            }
        } finally {
            threads.shutdownNow();
        }
        return new Answer(report.text(), report.picture());
    }

    private static List<Instance> instances(Stage stage) throws Exception {
        return List.of(
                Instance.bare("HikariCP, primary", stage, 0),
                Instance.bare("HikariCP, primary, again (noise)", stage, 1),
                Instance.level("eventual", Consistency.EVENTUAL, stage, 2),
                Instance.level("read-your-writes", Consistency.READ_YOUR_WRITES, stage, 3),
                Instance.level("session", Consistency.SESSION, stage, 4),
                Instance.window(2, stage, 5),
                Instance.window(5, stage, 6));
    }

    /** All clients of all instances at the same time; a tally for each instance. */
    private static List<Tally> together(List<Instance> instances, Duration time, ExecutorService threads)
            throws Exception {
        List<List<Future<Tally>>> running = new ArrayList<>();
        for (Instance instance : instances) {
            List<Future<Tally>> clients = new ArrayList<>();
            for (Client client : instance.clients()) {
                Callable<Tally> task = client.goOn(time.toNanos());
                clients.add(threads.submit(task));
            }
            running.add(clients);
        }
        List<Tally> tallies = new ArrayList<>();
        for (List<Future<Tally>> clients : running) {
            Tally sum = new Tally();
            for (Future<Tally> each : clients) {
                sum.add(each.get());
            }
            tallies.add(sum);
        }
        return tallies;
    }
}
