package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of a handler that a replica let down.
 *
 * @param outcomes how often, by what happened and what became of it: REPLAYED, or the reason why not
 * @param advice what to change about it; null for nothing
 */
record ReplayReport(
        Map<Mark, Map<String, Long>> outcomes, @Nullable String advice) {
    private static final Set<Mark> WRITES = Set.of(Mark.REFUSED, Mark.ROUTE_CONFLICT);

    static Map<String, ReplayReport> of(ReplayCounts counts) {
        Map<String, Map<Mark, Map<String, Long>>> byHandler = new TreeMap<>();
        counts.byHandler
                .all()
                .forEach((what, count) -> byHandler
                        .computeIfAbsent(what.handler(), unknown -> new TreeMap<>())
                        .computeIfAbsent(what.replay().failure(), unknown -> new TreeMap<>())
                        .put(what.replay().outcome(), count.sum()));
        Map<String, ReplayReport> reports = new TreeMap<>();
        byHandler.forEach((handler, outcomes) -> reports.put(handler, new ReplayReport(outcomes, advice(outcomes))));
        return reports;
    }

    private static @Nullable String advice(Map<Mark, Map<String, Long>> outcomes) {
        if (outcomes.keySet().stream().anyMatch(WRITES::contains)) {
            return "It writes in a request that is taken for a read. Annotate it with @UsePrimary, or use an HTTP method"
                    + " that writes";
        }
        return outcomes.values().stream().anyMatch(reasons -> reasons.containsKey("NOT_LAST"))
                ? "Another filter stands between the replay filter and the servlet. Register it before, without"
                        + " setMatchAfter(true)"
                : null;
    }
}
