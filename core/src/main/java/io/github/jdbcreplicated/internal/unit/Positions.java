package io.github.jdbcreplicated.internal.unit;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import org.jspecify.annotations.Nullable;

/** Where the positions of one cluster come from. */
public interface Positions {
    /** The cluster's name. */
    String cluster();

    /** What tells its database from another of that name; empty where there is nothing to tell it by. */
    String system();

    /** Whether clients are promised something, so that what they wrote has to be told to them. */
    boolean areTold();

    /** What a client's token asks of reads here: null for nothing. */
    @Nullable
    Position floorOf(ConsistencyToken token);

    /** The primary's position when it was last observed; unknown before. */
    Position lastSeen();

    /** The run of the primary that takes work now, as last observed; null before. */
    @Nullable
    Incarnation primaryRun();

    /**
     * The primary's position now, which covers every commit that has returned; unknown where it could not be had in time,
     * or the primary is in another run than {@code since}. Waits for a round trip to the primary at most.
     */
    Position capture(@Nullable Incarnation since);
}
