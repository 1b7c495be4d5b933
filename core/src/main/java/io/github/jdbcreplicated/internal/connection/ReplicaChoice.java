package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.cluster.CatchUp;
import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.internal.unit.Demand;
import io.github.jdbcreplicated.token.Position;
import org.jspecify.annotations.Nullable;

/**
 * Which replica a handle's reads go to: one per unit of work and cluster, so that it does not see time go backwards, and
 * one that has what the unit's client has seen.
 */
final class ReplicaChoice {
    private ReplicaChoice() {}

    /** What the read must not fall behind; null for nothing. Captures what the unit itself wrote where that matters. */
    static @Nullable Position floor(HandleState handle, Reason reason, Consistency level) {
        ClusterMarks marks = handle.marks();
        if (marks == null || level == Consistency.EVENTUAL) {
            return null;
        }
        if (reason != Reason.EXPLICIT_REPLICA) {
            return marks.floor();
        }
        return isOfUnknownClient(handle) ? marks.freshFloor() : marks.ownFloor();
    }

    /** The replica that the unit reads from if it covers the floor, or has in time; null for none. */
    static @Nullable Node choose(HandleState handle, @Nullable Position floor) {
        ClusterMarks marks = handle.marks();
        Cluster cluster = handle.cluster();
        if (marks == null) {
            return cluster.chooseReplica(null, null);
        }
        if (marks.hasLeftReplica()) {
            return null;
        }
        Node kept = kept(marks);
        if (goesOn(handle, marks) && !isWhereReadLast(cluster, kept, marks)) {
            return kept == null ? goOn(handle, marks, floor) : null;
        }
        Node avoided = (Node) marks.avoided();
        Node chosen = kept == null && avoided != null
                ? cluster.chooseOtherThan(avoided, floor)
                : chooseOrWait(cluster, marks, kept, floor);
        return chosen == null || kept != null ? chosen : keep(cluster, marks, chosen, floor);
    }

    /** Whether the unit may read from any replica: it has read from none, and its client from none that counts. */
    static boolean isFree(HandleState handle) {
        ClusterMarks marks = handle.marks();
        return marks == null || (marks.replica() == null && !goesOn(handle, marks));
    }

    /**
     * The replica that is behind least; null where it may be behind what the unit or its client has read, or where replay
     * has cancelled the unit's work before: it would again.
     */
    static @Nullable Node freshest(HandleState handle) {
        Node freshest = handle.cluster().freshestReplica();
        ClusterMarks marks = handle.marks();
        if (marks != null && marks.hasLeftReplica() && handle.hasBegunAgain()) {
            return null;
        }
        return freshest == null
                        || marks == null
                        || !goesOn(handle, marks)
                        || handle.cluster().positions().fingerprint(freshest) == marks.seenOn()
                ? freshest
                : null;
    }

    /** What the lease has to be verified for; null where any server behind the address will do. */
    static @Nullable Demand toVerify(HandleState handle, @Nullable Position floor, Consistency level) {
        ClusterMarks marks = handle.marks();
        if (marks == null || handle.unit() == null) {
            return null;
        }
        if (level != Consistency.SESSION) {
            return floor == null ? null : marks.demand(floor, 0, 0);
        }
        long seenOn = marks.seenOn();
        return marks.demand(
                floor, seenOn, seenOn == 0 ? 0 : handle.unit().ledger().arrivedBy());
    }

    /** The floor, or what it was replaced by because the primary had not reached it. */
    static @Nullable Position stillDue(HandleState handle, @Nullable Position floor) {
        ClusterMarks marks = handle.marks();
        if (floor == null || marks == null) {
            return floor;
        }
        Position now = marks.floor();
        return now == null || (now.isKnown() && !now.covers(floor)) ? now : floor;
    }

    /** Another replica for a unit that has read from none yet, so that it cannot see time go backwards. */
    static @Nullable Node insteadOf(Node failed, HandleState handle, @Nullable Position floor) {
        ClusterMarks marks = handle.marks();
        Node other = handle.cluster().chooseReplica(null, floor);
        if (other == null || other == failed || marks == null) {
            return other == failed ? null : other;
        }
        Node kept = (Node) marks.replaceReplica(failed, other);
        return kept == other ? other : handle.cluster().chooseReplica(kept, floor);
    }

    /** The unit's replica may be another than its client read from last, or that one started again. */
    private static boolean isWhereReadLast(Cluster cluster, @Nullable Node kept, ClusterMarks marks) {
        return kept != null && cluster.positions().fingerprint(kept) == marks.seenOn();
    }

    /** The replica that this cluster's marks keep the unit to; null while it has read from none. */
    static @Nullable Node kept(ClusterMarks marks) {
        return (Node) marks.replica();
    }

    /** Whether a lease on a replica serves this read too; where reads must not go back in time, its run is looked at. */
    static boolean serves(Lease known, HandleState handle, @Nullable Position floor, Consistency level) {
        boolean covers = floor == null || floor.equals(known.floor());
        return covers && (handle.unit() == null || level != Consistency.SESSION);
    }

    private static boolean goesOn(HandleState handle, ClusterMarks marks) {
        return marks.seenOn() != 0 && handle.consistency() == Consistency.SESSION;
    }

    /** A job's or thread's outermost scope, which came with no token: anyone may have written before it. */
    private static boolean isOfUnknownClient(HandleState handle) {
        return handle.unit() != null
                && handle.unit().inferredTarget() == null
                && handle.unit().ledger().arrived().isEmpty()
                && handle.cluster().positions().areExpected();
    }

    /**
     * Where the client read last, or else where all is that anyone can have seen when its request arrived. What the unit
     * itself has read since may be newer than that.
     */
    private static @Nullable Node goOn(HandleState handle, ClusterMarks marks, @Nullable Position floor) {
        Cluster cluster = handle.cluster();
        for (Node replica : cluster.replicas()) {
            if (cluster.positions().fingerprint(replica) == marks.seenOn()) {
                Node there = chooseOrWait(cluster, marks, replica, floor);
                return there == null ? null : keepNoOther(marks, there);
            }
        }
        if (marks.hasRead()) {
            return null;
        }
        long arrivedBy = handle.unit() == null ? 0 : handle.unit().ledger().arrivedBy();
        Position since = cluster.positions().primarySeenAfter(arrivedBy);
        if (!since.isKnown()) {
            return null;
        }
        Position all = floor == null ? since : Position.max(floor, since);
        Node chosen = cluster.chooseReplica(null, all);
        return chosen == null ? null : keepNoOther(marks, chosen);
    }

    /** Where another thread has chosen another replica meanwhile, that one may be behind what the client has read. */
    private static @Nullable Node keepNoOther(ClusterMarks marks, Node chosen) {
        return marks.keepReplica(chosen) == chosen ? chosen : null;
    }

    private static @Nullable Node chooseOrWait(
            Cluster cluster, ClusterMarks marks, @Nullable Node kept, @Nullable Position floor) {
        Node chosen = cluster.chooseReplica(kept, floor);
        if (chosen != null || floor == null) {
            return chosen;
        }
        CatchUp.Found found = cluster.positions().await(kept, floor);
        if (found.isBeyondPrimary()) {
            marks.replaceArrived();
            return chooseInstead(cluster, kept, marks.floor());
        }
        return found.node();
    }

    /** The void position may have been that of one token among several, or have hidden what the unit itself wrote. */
    private static @Nullable Node chooseInstead(Cluster cluster, @Nullable Node kept, @Nullable Position floor) {
        Node chosen = cluster.chooseReplica(kept, floor);
        return chosen != null || floor == null
                ? chosen
                : cluster.positions().await(kept, floor).node();
    }

    private static @Nullable Node keep(Cluster cluster, ClusterMarks marks, Node chosen, @Nullable Position floor) {
        Node kept = (Node) marks.keepReplica(chosen);
        return kept == chosen ? chosen : cluster.chooseReplica(kept, floor);
    }
}
