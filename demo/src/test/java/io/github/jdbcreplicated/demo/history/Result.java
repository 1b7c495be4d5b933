package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.history.Finding;
import io.github.jdbcreplicated.testkit.history.Guarantee;
import io.github.jdbcreplicated.testkit.history.History;
import io.github.jdbcreplicated.testkit.history.HistoryEvent;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Role;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What came of one instance in a run. */
record Result(String name, History history, HistoryReport report, List<Stretch> stretches) {
    private static final Set<Guarantee> OF_EVERY_LEVEL =
            Set.of(Guarantee.NO_WRITE_LOST, Guarantee.NO_WRITE_DOUBLED, Guarantee.NO_FAILED_WRITE_SEEN);

    /** Reads that showed less than their session had written: of a message, or of the board as a whole. */
    List<Finding> stale() {
        return report.violations().stream().filter(Result::isAboutOwnWrite).toList();
    }

    /** Violations of what holds at every level. */
    List<Finding> wrong() {
        return report.violations().stream()
                .filter(finding -> OF_EVERY_LEVEL.contains(finding.guarantee()))
                .toList();
    }

    long reads(Stretch stretch) {
        return answered(stretch).count();
    }

    long onReplicas(Stretch stretch) {
        return answered(stretch).filter(Result::isOnReplica).count();
    }

    /** The stale reads of a stretch, each counted once. */
    long stale(Stretch stretch) {
        return late(stale(), stretch);
    }

    /** The reads of a stretch with any violation, each counted once. */
    long violating(Stretch stretch) {
        return late(report.violations(), stretch);
    }

    private static long late(List<Finding> findings, Stretch stretch) {
        return findings.stream()
                .map(Finding::later)
                .filter(stretch::holds)
                .distinct()
                .count();
    }

    private Stream<HistoryEvent> answered(Stretch stretch) {
        Predicate<HistoryEvent> isAnswered =
                event -> event.operation() == Operation.READ && event.outcome() == Outcome.OK;
        return history.events().stream().filter(isAnswered.and(stretch::holds));
    }

    private static boolean isOnReplica(HistoryEvent event) {
        Place place = event.place();
        return place != null && place.role() == Role.REPLICA;
    }

    private static boolean isAboutOwnWrite(Finding finding) {
        HistoryEvent earlier = finding.earlier();
        return finding.guarantee() == Guarantee.READ_YOUR_WRITES
                || (finding.guarantee() == Guarantee.MONOTONIC_STORE
                        && earlier != null
                        && earlier.operation() == Operation.WRITE);
    }
}
