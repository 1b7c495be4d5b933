package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.Lsn;

/**
 * What a client gets after a write.
 *
 * @param timeline on which the write was done
 * @param position behind it, by the router's opinion
 * @param writtenNanos when, by this process's clock
 */
record Token(int timeline, Lsn position, long writtenNanos) {

    /** Says that nothing is due any more. */
    static final Token NOTHING = new Token(0, new Lsn(0), 0);

    boolean isNothing() {
        return timeline == 0;
    }
}
