package io.github.jdbcreplicated.internal.routing;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.Target;

/** The lines that decide what a piece of work asks for; the first that matches wins. */
public final class DecisionTable {
    private DecisionTable() {}

    /**
     * Decides. A connection held on a replica does not answer {@link Reason#HELD} where the work asks for the primary all
     * the same, by its target or by writing: never silently the wrong node.
     */
    public static Reason decide(Situation situation) {
        if (situation.isHeld()) {
            return whileHeld(situation);
        }
        if (situation.mode() == RoutingMode.PRIMARY_ONLY) {
            return Reason.KILL_SWITCH;
        }
        if (!situation.isScoped()) {
            return unscoped(situation);
        }
        if (situation.isSerializable()) {
            return Reason.SERIALIZABLE;
        }
        Target explicit = situation.explicitTarget();
        if (explicit == Target.PRIMARY) {
            return Reason.EXPLICIT_PRIMARY;
        }
        if (situation.isPositionUnknown()) {
            return Reason.POSITION_UNKNOWN;
        }
        if (explicit == Target.REPLICA) {
            return Reason.EXPLICIT_REPLICA;
        }
        if (situation.mode() == RoutingMode.EXPLICIT_ONLY) {
            return Reason.EXPLICIT_ONLY;
        }
        return inferred(situation);
    }

    private static Reason unscoped(Situation situation) {
        if (situation.isUnscopedReadOnly() && !situation.isSerializable()) {
            return Reason.UNSCOPED_READ_ONLY;
        }
        return Reason.NO_SCOPE;
    }

    private static Reason inferred(Situation situation) {
        if (situation.inferredTarget() == null) {
            return Reason.NO_SCOPE;
        }
        if (situation.inferredTarget() == Target.PRIMARY) {
            return Reason.INFERRED_PRIMARY;
        }
        if (situation.hasWritten()) {
            return Reason.WROTE_EARLIER;
        }
        if (situation.isReadWriteTransaction()) {
            return Reason.READ_WRITE_TRANSACTION;
        }
        return situation.keyword() == Keyword.WRITING ? writing(situation) : Reason.INFERRED_REPLICA;
    }

    private static Reason writing(Situation situation) {
        return situation.hasReadFromReplica() ? Reason.WRITE_AFTER_REPLICA_READ : Reason.WRITE_STATEMENT;
    }

    private static Reason whileHeld(Situation situation) {
        if (situation.isOnPrimary() || situation.explicitTarget() == Target.REPLICA) {
            return Reason.HELD;
        }
        if (situation.explicitTarget() == Target.PRIMARY) {
            return Reason.EXPLICIT_PRIMARY;
        }
        return situation.keyword() == Keyword.WRITING ? writing(situation) : Reason.HELD;
    }
}
