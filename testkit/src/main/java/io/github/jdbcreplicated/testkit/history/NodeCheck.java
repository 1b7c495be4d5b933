package io.github.jdbcreplicated.testkit.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that one run of one server never shows less than it has shown before, to whomever. */
final class NodeCheck {

    private final Lane lane;
    private final Context context;
    private final Tally tally;
    private final Shown shown;
    private final Map<Subject, Frontier> bounds = new HashMap<>();

    NodeCheck(Lane lane, Context context, Tally tally) {
        this.lane = lane;
        this.context = context;
        this.tally = tally;
        this.shown = new Shown(lane, context.deletes());
    }

    void check(List<HistoryEvent> node) {
        InTime.walk(node, this::learn, this::ask);
    }

    private void learn(HistoryEvent answer) {
        if (lane.isBound(answer)) {
            bounds.computeIfAbsent(context.binding(lane, answer), any -> new Frontier())
                    .add(answer, shown.binding(answer));
        }
    }

    private void ask(HistoryEvent read) {
        Frontier frontier = lane.isBound(read) ? bounds.get(context.bound(lane, read)) : null;
        Bound bound = frontier == null ? null : frontier.upTo(Long.MAX_VALUE);
        if (bound != null) {
            tally.checked(Guarantee.NODE_NEVER_REGRESSES, read);
            tally.found(shown.misses(read, bound) ? finding(read, bound) : null);
        }
    }

    private Finding finding(HistoryEvent read, Bound missed) {
        return new Finding(
                Guarantee.NODE_NEVER_REGRESSES,
                DatabaseWindow.verdict(lane, read, missed),
                missed.by(),
                read,
                shown.reason(read, missed));
    }
}
