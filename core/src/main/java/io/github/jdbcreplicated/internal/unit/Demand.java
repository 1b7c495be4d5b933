package io.github.jdbcreplicated.internal.unit;

import io.github.jdbcreplicated.token.Position;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the run of a replica that a connection leads to must have been seen to be.
 *
 * @param floor what it covers; null for nothing
 * @param seenOn the run that its reader read from last, or else one that has all there was when the reader's request
 *     arrived; 0 for any run
 * @param arrivedBy a time by which that request had arrived, in nanoseconds; 0 where {@code seenOn} is
 */
public record Demand(@Nullable Position floor, long seenOn, long arrivedBy) {
    boolean is(@Nullable Position someFloor, long someSeenOn, long someArrivedBy) {
        return seenOn == someSeenOn && arrivedBy == someArrivedBy && Objects.equals(floor, someFloor);
    }
}
