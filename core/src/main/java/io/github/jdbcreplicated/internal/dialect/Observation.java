package io.github.jdbcreplicated.internal.dialect;

import io.github.jdbcreplicated.token.Position;

/**
 * What one server answered to the question where it is.
 *
 * @param inRecovery whether it follows a primary
 * @param position of a primary, what covers every commit that returned before the question; of a replica, what reads that
 *     begin after the answer see at least; unknown where it did not say
 * @param sent of a primary, up to where its replicas can have its history: what is not flushed is not sent. Of a replica, as
 *     {@code position}
 * @param locks of a replica, whether replay holds tables that reads may want
 * @param askedAt when the question was sent, in the clock's nanoseconds
 */
public record Observation(
        Incarnation run, boolean inRecovery, Position position, Position sent, long askedAt, ReplayLocks locks) {
    public Observation(Incarnation run, boolean inRecovery, Position position, Position sent, long askedAt) {
        this(run, inRecovery, position, sent, askedAt, ReplayLocks.NOT_ASKED);
    }
}
