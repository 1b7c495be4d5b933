package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.history.Finding;
import io.github.jdbcreplicated.testkit.history.Guarantee;
import io.github.jdbcreplicated.testkit.history.History;
import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryEvent;
import io.github.jdbcreplicated.testkit.history.HistoryReport;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Role;
import io.github.jdbcreplicated.testkit.history.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What came of one instance in a run.
 *
 * @param events all that its visitors did
 * @param messages checked by the versions of messages, and by that of the board as a counter
 * @param board checked as if the whole board were one message: a read of anything may be too old for a write of anything
 */
record Result(
        String name, List<HistoryEvent> events, HistoryReport messages, HistoryReport board, List<Stretch> stretches) {
    private static final Set<Guarantee> OF_EVERY_LEVEL =
            Set.of(Guarantee.NO_WRITE_LOST, Guarantee.NO_WRITE_DOUBLED, Guarantee.NO_FAILED_WRITE_SEEN);

    static Result of(String name, History history, List<Stretch> stretches) {
        History board =
                History.of(history.events().stream().map(Result::asOneMessage).toList());
        return new Result(
                name, history.events(), HistoryChecker.check(history), HistoryChecker.check(board), stretches);
    }

    List<Finding> violations() {
        return Stream.of(messages, board)
                .flatMap(report -> report.violations().stream())
                .toList();
    }

    /** Reads that showed less than their session had written. */
    List<Finding> stale() {
        return violations(Set.of(Guarantee.READ_YOUR_WRITES));
    }

    /** Reads that showed less than their session had read. */
    List<Finding> backwards() {
        return violations(Set.of(Guarantee.MONOTONIC_READS));
    }

    /** Violations of what holds at every level. */
    List<Finding> wrong() {
        return violations(OF_EVERY_LEVEL);
    }

    private List<Finding> violations(Set<Guarantee> guarantees) {
        return violations().stream()
                .filter(finding -> guarantees.contains(finding.guarantee()))
                .toList();
    }

    /** How many reads there are in those findings. */
    static long reads(List<Finding> findings) {
        return findings.stream().map(finding -> finding.later().id()).distinct().count();
    }

    /** How many reads of a stretch there are in those findings. */
    static long reads(List<Finding> findings, Stretch stretch) {
        return reads(findings.stream()
                .filter(finding -> stretch.holds(finding.later()))
                .toList());
    }

    long reads(Stretch stretch) {
        return answered(stretch).count();
    }

    /** The share of a stretch's reads that replicas served, 0 to 1. */
    double share(Stretch stretch) {
        return (double) answered(stretch).filter(Result::isOnReplica).count() / Math.max(1, reads(stretch));
    }

    private Stream<HistoryEvent> answered(Stretch stretch) {
        Predicate<HistoryEvent> isAnswered =
                event -> event.operation() == Operation.READ && event.outcome() == Outcome.OK;
        return events.stream().filter(isAnswered.and(stretch::holds));
    }

    private static boolean isOnReplica(HistoryEvent event) {
        Place place = event.place();
        return place != null && place.role() == Role.REPLICA;
    }

    private static HistoryEvent asOneMessage(HistoryEvent event) {
        Long boardVersion = event.value().counter();
        return new HistoryEvent(
                event.id(),
                event.session(),
                event.operation(),
                "board",
                boardVersion == null ? Value.NONE : Value.version(boardVersion),
                event.place(),
                event.span(),
                event.outcome(),
                event.tokens(),
                event.reason(),
                event.outside());
    }
}
