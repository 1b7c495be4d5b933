package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks one guarantee of one session: walks its requests in the order they began, and knows at each what had been
 * answered before.
 *
 * <p>An operation comes before another one if it was acknowledged, had been answered before the other one began, and the
 * other one carried its token or one that was answered later, without the client having been without a token in between.
 */
final class SessionCheck {

    private final Lane lane;
    private final Context context;
    private final Tally tally;
    private final Shown shown;
    private final Knowledge knowledge = new Knowledge();

    SessionCheck(Lane lane, Context context, Tally tally) {
        this.lane = lane;
        this.context = context;
        this.tally = tally;
        this.shown = new Shown(lane, context.deletes());
    }

    void check(List<HistoryEvent> session) {
        InTime.walk(session, this::learn, this::ask);
    }

    private void learn(HistoryEvent answer) {
        knowledge.answered(answer);
        if (lane.binds(answer)) {
            long number = shown.binding(answer);
            knowledge.add(
                    context.binding(lane, answer),
                    answer,
                    number,
                    context.losses().kept(lane, answer, number));
        }
    }

    private void ask(HistoryEvent request) {
        if (request.tokens().carried().isEmpty()) {
            knowledge.askedWithoutToken();
        } else if (lane.isBound(request)) {
            judge(request, context.givers(request));
        }
    }

    private void judge(HistoryEvent read, List<HistoryEvent> givers) {
        Subject subject = context.bound(lane, read);
        Frontiers known = knowledge.of(subject);
        Frontiers direct = direct(givers, subject);
        Reach reach = Reach.of(givers);
        Bound most = most(known.all(), direct.all(), reach.replacedNanos());
        if (most != null) {
            tally.checked(lane.guarantee(), read);
            tally.found(finding(read, known, direct, reach));
        }
    }

    /** The givers of the tokens themselves, which bind also where the client was without a token since. */
    private Frontiers direct(List<HistoryEvent> givers, Subject subject) {
        Frontiers direct = new Frontiers();
        for (HistoryEvent giver : InTime.sorted(givers, Span::endNanos)) {
            if (lane.binds(giver) && context.binding(lane, giver).equals(subject)) {
                long number = shown.binding(giver);
                direct.add(giver, number, context.losses().kept(lane, giver, number));
            }
        }
        return direct;
    }

    private @Nullable Finding finding(HistoryEvent read, Frontiers known, Frontiers direct, Reach reach) {
        Bound onPrimary = most(known.keptOnPrimary(), direct.keptOnPrimary(), reach.knownNanos());
        if (onPrimary != null && shown.misses(read, onPrimary)) {
            return finding(read, onPrimary, DatabaseWindow.verdict(lane, read, onPrimary));
        }
        Bound kept = most(known.kept(), direct.kept(), reach.knownNanos());
        if (kept != null && shown.misses(read, kept)) {
            return finding(read, kept, DatabaseWindow.verdict(lane, read, kept));
        }
        Bound all = most(known.all(), direct.all(), reach.knownNanos());
        if (all != null && shown.misses(read, all)) {
            return finding(read, all, Verdict.LOST);
        }
        Bound most = most(known.all(), direct.all(), reach.replacedNanos());
        return most != null && shown.misses(read, most) ? finding(read, most, Verdict.OVERTAKEN) : null;
    }

    private Finding finding(HistoryEvent read, Bound missed, Verdict verdict) {
        return new Finding(lane.guarantee(), verdict, missed.by(), read, shown.reason(read, missed));
    }

    private static @Nullable Bound most(Frontier known, Frontier direct, long untilNanos) {
        return Bound.greater(direct.upTo(Long.MAX_VALUE), known.upTo(untilNanos));
    }
}
