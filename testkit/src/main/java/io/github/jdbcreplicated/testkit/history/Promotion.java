package io.github.jdbcreplicated.testkit.history;

import io.github.jdbcreplicated.testkit.Lsn;

/**
 * A replica became the primary. What had been acknowledged on the timeline before behind that position is lost, and the
 * router cannot help it.
 *
 * @param node the promoted one
 * @param from the timeline it left
 * @param timeline the timeline it began
 * @param position where it left the old timeline: its last replay position there
 */
public record Promotion(String node, int from, int timeline, Lsn position) implements HistoryLine {

    /** Refuses timelines that PostgreSQL does not have. */
    public Promotion {
        Check.name("node", node);
        Check.positive("from", from);
        if (timeline <= from) {
            throw new IllegalArgumentException(
                    "'timeline' is " + timeline + ", allowed is more than 'from' (" + from + ")");
        }
    }
}
