package io.github.jdbcreplicated.testkit.history;

import java.util.List;

/**
 * How far back in time the tokens of a request reach. A token stands for everything answered before its own answer. But a
 * write's own token does not know what was answered while the write was under way: there the wire decided which of the two
 * tokens stayed.
 *
 * @param knownNanos what was answered until then, the tokens' givers knew
 * @param replacedNanos what was answered from then until this, one of them replaced
 */
record Reach(long knownNanos, long replacedNanos) {

    static Reach of(List<HistoryEvent> givers) {
        return new Reach(
                givers.stream().mapToLong(Reach::known).max().orElse(Long.MIN_VALUE),
                givers.stream()
                        .mapToLong(giver -> giver.span().endNanos())
                        .max()
                        .orElse(Long.MIN_VALUE));
    }

    private static long known(HistoryEvent giver) {
        Span span = giver.span();
        return giver.operation().isWrite() ? span.startNanos() - 1 : span.endNanos();
    }
}
