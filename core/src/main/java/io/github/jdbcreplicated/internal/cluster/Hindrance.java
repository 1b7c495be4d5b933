package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.util.Set;

/**
 * What keeps reads on a replica from getting on, though the server answers: a lock that replay holds. Immutable.
 *
 * @param evidence why, for people; empty where nothing does
 * @param awaited whether reads waited for it by the last answer
 * @param waiting the server's processes that did; empty where they cannot be matched with connections
 */
record Hindrance(String evidence, boolean awaited, Set<Integer> waiting) {
    static final Hindrance NONE = new Hindrance("", false, Set.of());

    private static final String LOCKED = "answers, but reads there wait for a lock that replay holds";

    boolean isThere() {
        return !evidence.isEmpty();
    }

    /** It begins when somebody waits, and ends when nobody could any more. */
    Hindrance after(Observation seen) {
        return switch (seen.locks()) {
            case NOT_ASKED -> this;
            case NONE -> NONE;
            case HELD -> new Hindrance(evidence, false, Set.of());
            case AWAITED -> new Hindrance(LOCKED, true, seen.waiting());
        };
    }
}
