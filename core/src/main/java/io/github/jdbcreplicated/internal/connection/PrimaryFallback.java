package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.routing.DecisionTable;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a handle's reads do that no replica serves: the primary serves them inside a budget, so that it has room for writes.
 */
final class PrimaryFallback {
    /** In place of the client where there is nothing to tell it by: such reads share no part of the budget. */
    private static final Object NOBODY = new Object();

    private PrimaryFallback() {}

    /** A lease on the primary for a read that asked for {@code reason}, and for this floor; or what comes instead. */
    static Lease onPrimary(
            LeaseChoice holder, Reason reason, Reason instead, @Nullable Position floor, @Nullable Exception why)
            throws SQLException {
        if (!isAllowed(holder)) {
            throw nothing(
                    holder, reason, instead, "the fallback to the primary is off (replicated.fallback=fail)", why);
        }
        Object client = floor == null ? NOBODY : client(holder);
        if (holder.whyNoWrites() == null && (holdsPrimary(holder) || take(holder, client))) {
            return budgeted(holder, instead, client);
        }
        Node freshest = floor == null ? ReplicaChoice.freshest(holder) : null;
        if (freshest == null) {
            throw nothing(holder, reason, instead, spent(holder), why);
        }
        return late(holder, freshest, reason, instead, why);
    }

    /**
     * As above, for a read whose client has seen nobody knows what. Where that is because of a token that cannot be read,
     * which is easily made up, it counts as absent when the budget is spent.
     */
    static Lease onUnknownPosition(LeaseChoice holder) throws SQLException {
        Lease current = holder.current();
        if (current != null && current.isForWriting()) {
            return holder.onPrimary(Reason.POSITION_UNKNOWN);
        }
        if (!isUnverified(holder)) {
            return onPrimary(holder, Reason.POSITION_UNKNOWN, Reason.POSITION_UNKNOWN, Position.UNKNOWN, null);
        }
        Object client = client(holder);
        if (holder.whyNoWrites() == null && take(holder, client)) {
            return budgeted(holder, Reason.POSITION_UNKNOWN, client);
        }
        holder.cluster().positions().doubtUnverified();
        Objects.requireNonNull(holder.marks()).disregardArrived();
        Reason instead = DecisionTable.decide(holder);
        return holder.lease(instead == Reason.HELD ? Reason.POSITION_UNKNOWN : instead);
    }

    /** Gives back what the lease took from the budget. */
    static void giveBack(LeaseHolder holder, Lease of) {
        Object client = of.takeOffBudget();
        if (client != null) {
            count(holder, -1);
            holder.cluster().budget().giveBack(shared(client));
        }
    }

    private static void count(LeaseHolder holder, int more) {
        ClusterMarks marks = holder.marks();
        if (marks != null) {
            marks.onBudget(more);
        }
    }

    private static boolean isAllowed(LeaseChoice holder) {
        ReplicationScope scope = holder.scope();
        Fallback asked = scope == null
                ? Fallback.DEFAULT
                : scope.fallback(holder.cluster().name());
        return (asked == Fallback.DEFAULT ? holder.settings.fallback : asked) == Fallback.PRIMARY;
    }

    /** A handle that is there already takes nothing more from it. */
    private static boolean holdsPrimary(LeaseChoice holder) {
        Lease current = holder.current();
        return current != null && current.isForWriting();
    }

    private static boolean take(LeaseChoice holder, Object client) {
        Cluster cluster = holder.cluster();
        ClusterMarks marks = holder.marks();
        boolean mayWait = !isUnverified(holder) && (marks == null || !marks.isOnBudget());
        return cluster.budget().take(cluster.budgetNow(), shared(client), mayWait, cluster.freshestReplica() == null);
    }

    private static @Nullable Object shared(Object client) {
        return client == NOBODY ? null : client;
    }

    /** What has come with it tells a client from others, as far as the budget goes; it comes anew with each request. */
    private static Object client(LeaseChoice holder) {
        ConsistencyToken token = holder.unit() == null
                ? ConsistencyToken.NONE
                : holder.unit().ledger().arrived();
        if (token.isEmpty()) {
            return NOBODY;
        }
        String cluster = holder.cluster().name();
        String system = holder.cluster().positions().system();
        return new Client(token.position(cluster, system), token.seenOn(cluster, system), token.issuedAt());
    }

    /** What a token says of the cluster, and when it was given out. */
    private record Client(
            @Nullable Position position,
            long seenOn,
            @Nullable Instant since) {}

    private static boolean isUnverified(LeaseChoice holder) {
        return holder.unit() != null && holder.unit().ledger().arrived().isUnverified();
    }

    private static Lease budgeted(LeaseChoice holder, Reason instead, Object client) throws SQLException {
        Lease before = holder.current();
        if (before != null && before.isForWriting()) {
            return holder.onPrimary(instead);
        }
        boolean leased = false;
        try {
            Lease taken = holder.onPrimary(instead);
            if (taken.isOnBudget()) {
                return taken;
            }
            leased = true;
            taken.putOnBudget(client);
            count(holder, 1);
            if (holder.current() != taken) {
                giveBack(holder, taken);
            }
            return taken;
        } finally {
            if (!leased) {
                holder.cluster().budget().giveBack(shared(client));
            }
        }
    }

    /** A read that asks for nothing that its client has seen had better be late than not at all. */
    private static Lease late(LeaseChoice holder, Node freshest, Reason reason, Reason instead, @Nullable Exception why)
            throws SQLException {
        try {
            Lease taken = holder.onReplica(freshest, Reason.BUDGET_SPENT);
            if (holder.unit() != null) {
                holder.unit().mark(Mark.STALE);
            }
            return taken;
        } catch (NodeGaveNothingException e) {
            throw nothing(holder, reason, instead, spent(holder), why == null ? e.reason() : why);
        }
    }

    private static String spent(LeaseChoice holder) {
        String why = holder.cluster().whyNoWrites();
        return why == null
                ? "the primary serves as many such reads as it may (replicated.fallback-budget,"
                        + " replicated.outage-budget)"
                : "no node takes writes: '" + holder.cluster().primary() + "' " + why;
    }

    private static NoNodeAvailableException nothing(
            LeaseChoice holder, Reason reason, Reason instead, String also, @Nullable Exception why) {
        Advice.mark(holder, Mark.UNAVAILABLE);
        return new NoNodeAvailableException(
                "No replica of cluster '" + holder.cluster().name() + "' can serve this read (" + reason + ", "
                        + instead + "): " + holder.cluster().describeReplicas() + "; " + also,
                why);
    }
}
