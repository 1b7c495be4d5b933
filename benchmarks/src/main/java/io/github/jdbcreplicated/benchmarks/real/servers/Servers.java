package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.CpuClock;
import io.github.jdbcreplicated.benchmarks.real.Sql;
import io.github.jdbcreplicated.benchmarks.real.Stage;
import io.github.jdbcreplicated.benchmarks.real.web.Accounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast an application is on a primary and two streaming replicas, beside the bare pool. */
public final class Servers implements Question {
    @Override
    public String name() {
        return "servers";
    }

    @Override
    public String asks() {
        return "How fast reads and writes are on a primary and two streaming replicas, beside the bare pool";
    }

    @Override
    public String takes() {
        return "8 to 16 minutes, until there are enough quiet rounds";
    }

    @Override
    public Answer answer(Effort effort) throws Exception {
        Report report = new Report();
        try (Stage stage = Stage.start(2, Map.of())) {
            stage.prepare(Sql.accounts());
            stage.prepare(Accounts.tables());
            Map<Operation, Map<String, Double>> roundTrips = roundTrips(stage);
            Ways ways = Ways.timed(stage);
            for (Operation operation : Operation.values()) {
                List<Contender> contenders = ways.doing(operation);
                boolean bar = operation != Operation.WRITE;
                Budget budget = bar ? Budget.ofReads(effort) : Budget.ofOthers(effort, Duration.ofMillis(8));
                Rounds rounds = new Series(contenders, budget, CpuClock.ofThisThread()).run();
                report.add(operation.title(), contenders, rounds, roundTrips.getOrDefault(operation, Map.of()), bar);
            }
            Mix.addTo(report, stage, ways, effort);
        }
        return new Answer(report.text(), report.picture());
    }

    /** Over pools of their own, so that what is timed does not go through what counts. */
    private static Map<Operation, Map<String, Double>> roundTrips(Stage stage) throws Exception {
        Ways counted = Ways.counted(stage);
        Map<Operation, Map<String, Double>> counts = new LinkedHashMap<>();
        for (Operation operation : Operation.values()) {
            counts.put(operation, new RoundTrips(stage.cluster()).of(counted.doing(operation)));
        }
        counted.ours().close();
        return counts;
    }
}
