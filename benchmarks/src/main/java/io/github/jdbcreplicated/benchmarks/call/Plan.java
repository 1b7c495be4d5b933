package io.github.jdbcreplicated.benchmarks.call;

import static io.github.jdbcreplicated.benchmarks.call.Contender.AWS;
import static io.github.jdbcreplicated.benchmarks.call.Contender.DYNAMIC;
import static io.github.jdbcreplicated.benchmarks.call.Contender.FLOOR;
import static io.github.jdbcreplicated.benchmarks.call.Contender.HIKARI;
import static io.github.jdbcreplicated.benchmarks.call.Contender.HIKARI_AGAIN;
import static io.github.jdbcreplicated.benchmarks.call.Contender.NESTED;
import static io.github.jdbcreplicated.benchmarks.call.Contender.NO_SCOPE;
import static io.github.jdbcreplicated.benchmarks.call.Contender.REPLICA_SCOPE;
import static io.github.jdbcreplicated.benchmarks.call.Contender.SPRING_LAZY;
import static io.github.jdbcreplicated.benchmarks.call.Contender.SPRING_ROUTING_LAZY;

import io.github.jdbcreplicated.benchmarks.frame.Effort;
import java.util.ArrayList;
import java.util.List;

/** What is run, and how often: what has a limit in most rounds, the rest as often as the time allows. */
final class Plan {
    private static final List<Contender> WITH_LIMITS = Limits.CONTENDERS;
    private static final List<Contender> IN_SPRING =
            List.of(HIKARI, HIKARI_AGAIN, SPRING_LAZY, SPRING_ROUTING_LAZY, DYNAMIC, AWS, NO_SCOPE, FLOOR);

    private Plan() {}

    /** All contenders on the last of the stages; on the others those that a limit is set for, or that it names. */
    static List<Group> of(Effort effort, List<Stage> stages) {
        Stage last = stages.get(stages.size() - 1);
        return effort == Effort.SHORT ? shortOn(last) : full(last, stages.subList(0, stages.size() - 1));
    }

    private static List<Group> shortOn(Stage stage) {
        return List.of(
                new Group(stage, Operation.READ, WITH_LIMITS, 1),
                new Group(stage, Operation.READ_WITH_PARAMETER, List.of(HIKARI, FLOOR), 1),
                new Group(stage, Operation.SCOPE, List.of(REPLICA_SCOPE, FLOOR), 1));
    }

    private static List<Group> full(Stage last, List<Stage> others) {
        List<Group> groups = new ArrayList<>(List.of(
                new Group(last, Operation.READ, List.of(Contender.values()), 5),
                new Group(last, Operation.READ_WITH_PARAMETER, WITH_LIMITS, 3),
                new Group(last, Operation.READ_CONFINED, List.of(HIKARI, SPRING_LAZY, NO_SCOPE, FLOOR), 1),
                new Group(last, Operation.READ_IN_OWN_UNIT, List.of(HIKARI, FLOOR), 1),
                new Group(last, Operation.SPRING_TRANSACTION, IN_SPRING, 2),
                new Group(last, Operation.SCOPE, List.of(REPLICA_SCOPE, FLOOR, NESTED), 1)));
        if (last.onEveryProcessor().threads() > 1) {
            groups.add(new Group(last.onEveryProcessor(), Operation.READ, WITH_LIMITS, 2));
        }
        if (last.hasVirtualThreads()) {
            groups.add(new Group(last.onVirtualThread(), Operation.READ, WITH_LIMITS, 2));
        }
        others.forEach(stage -> groups.add(new Group(stage, Operation.READ, WITH_LIMITS, 3)));
        return groups;
    }
}
