package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RouteConflictException;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.cluster.Node;
import io.github.jdbcreplicated.internal.dialect.FailureKind;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.sql.SQLException;

/** What to tell the application when it asks a node for what that node cannot do; the unit of work is marked with it. */
final class Advice {
    private Advice() {}

    /** Marks the unit and attaches the remedy, if the failure says something about the node; answers the failure. */
    static SQLException onFailure(SQLException failure, LeaseHolder holder, Lease lease) {
        switch (kindOf(failure, lease, holder)) {
            case WRITE_REFUSED -> {
                mark(holder, Mark.REFUSED);
                give(failure, holder, lease.route(), writeRefused(holder, lease.route()));
            }
            case NODE_LOST -> {
                lease.lose();
                mark(holder, Mark.LOST);
                leaveReplica(holder, lease);
                holder.cluster().lostConnection(lease.node());
            }
            case RECOVERY_CONFLICT -> mark(holder, Mark.RECOVERY_CONFLICT);
            case ROLE_CHANGED -> {
                mark(holder, Mark.ROLE_CHANGED);
                holder.cluster().lostConnection(lease.node());
            }
            case OTHER -> {}
        }
        return failure;
    }

    /** Whether the failure says that the lease's connection is gone. */
    static boolean isLost(SQLException failure, Lease lease, LeaseHolder holder) {
        return kindOf(failure, lease, holder) == FailureKind.NODE_LOST;
    }

    /** Notes the loss of a connection that was borrowed for a question, if that is what happened; answers the failure. */
    static SQLException onBorrowed(SQLException failure, LeaseHolder holder, Node node) {
        if (FailureKind.of(failure, false, false) == FailureKind.NODE_LOST) {
            mark(holder, Mark.LOST);
            holder.cluster().lostConnection(node);
        }
        return failure;
    }

    private static FailureKind kindOf(SQLException failure, Lease lease, LeaseHolder holder) {
        return lease.isGone(failure)
                ? FailureKind.NODE_LOST
                : FailureKind.of(failure, !lease.isForWriting(), holder.isMarkedReadOnly());
    }

    /** The conflict of a handle that is asked for the primary while it cannot leave its replica. */
    static RouteConflictException conflict(LeaseHolder holder, Lease lease) {
        mark(holder, Mark.ROUTE_CONFLICT);
        String what = holder.inTransaction()
                ? "its transaction is on '" + lease.node() + "'"
                : "its connection is pinned to '" + lease.node() + "' by session state set there";
        String remedy = "Begin the transaction on the primary (@UsePrimary on the method that begins it, or"
                + " ReplicationScope.onPrimary around it), or call " + holder.asker() + " outside of it";
        RouteConflictException conflict = new RouteConflictException("Route conflict in cluster '"
                + holder.cluster().name() + "': " + holder.asker() + " asks for the primary, but " + what + " ("
                + lease.route().reason() + "). " + remedy);
        holder.cluster().listeners().advised(lease.route(), holder.asker(), remedy);
        return conflict;
    }

    /** Tells of a write in an inferred read that goes to the primary after all; with {@code strict} it throws. */
    static void onRepair(LeaseHolder holder, Reason reason) throws SQLException {
        Route route = holder.cluster().primary().route(reason);
        String remedy = "Annotate " + holder.asker() + " with @UsePrimary, or use an HTTP method that writes";
        if (holder.settings.strict && holder.inferredTarget() == Target.REPLICA) {
            mark(holder, Mark.REFUSED);
            throw new RouteConflictException("Strict (replicated.strict=true): " + holder.asker()
                    + " writes in a unit of work that was inferred to read from a replica of cluster '"
                    + holder.cluster().name() + "' (" + reason + "). " + remedy);
        }
        if (reason == Reason.WRITE_AFTER_REPLICA_READ
                && holder.unit() != null
                && holder.unit().isRepeatable()) {
            mark(holder, Mark.REFUSED);
            throw new RouteConflictException(holder.asker()
                    + " writes what may be computed from an old value: it has read from a replica of cluster '"
                    + holder.cluster().name() + "' (" + reason + "). It is run once more on the primary. " + remedy);
        }
        if (reason == Reason.WRITE_AFTER_REPLICA_READ) {
            holder.cluster()
                    .listeners()
                    .advised(
                            route,
                            holder.asker(),
                            "It read from a replica and then wrote to the primary: the value it used may be old. "
                                    + remedy);
        }
    }

    private static String writeRefused(LeaseHolder holder, Route route) {
        return route.reason() == Reason.EXPLICIT_REPLICA
                ? holder.asker()
                        + " writes where a replica was asked for explicitly. Remove @UseReplica (or the replica"
                        + " scope) from it, or annotate it with @UsePrimary instead"
                : holder.asker()
                        + " writes in a statement that looks like a read. Annotate it with @UsePrimary, or use an HTTP"
                        + " method that writes";
    }

    private static void give(SQLException failure, LeaseHolder holder, Route route, String remedy) {
        failure.addSuppressed(new RoutingAdvice("Replica '" + route.node() + "' of cluster '" + route.cluster()
                + "' refused a write (" + route.reason() + "). " + remedy));
        holder.cluster().listeners().advised(route, holder.asker(), remedy);
    }

    private static void leaveReplica(LeaseHolder holder, Lease lease) {
        if (holder.unit() != null && !lease.isForWriting()) {
            holder.unit().ledger().in(holder.cluster().positions()).leaveReplica();
        }
    }

    static void mark(LeaseHolder holder, Mark mark) {
        if (holder.unit() != null) {
            holder.unit().mark(mark);
        }
    }

    /** Carries the remedy to whoever reads the stack trace of the driver's exception. */
    private static final class RoutingAdvice extends Exception {
        private static final long serialVersionUID = 1;

        RoutingAdvice(String message) {
            super(message, null, false, false);
        }
    }
}
