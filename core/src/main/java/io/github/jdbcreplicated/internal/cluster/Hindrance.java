package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;

/** Whether reads on a replica wait for a lock that replay holds, though the server answers; pure. */
final class Hindrance {
    private static final String LOCKED = "answers, but reads there wait for a lock that replay holds";

    private Hindrance() {}

    /** What is held up begins when somebody waits, and ends when nobody could any more. */
    static String of(NodeFacts facts, Observation seen) {
        return switch (seen.locks()) {
            case NOT_ASKED -> facts.hindered();
            case NONE -> "";
            case HELD -> facts.hindered();
            case AWAITED -> LOCKED;
        };
    }
}
