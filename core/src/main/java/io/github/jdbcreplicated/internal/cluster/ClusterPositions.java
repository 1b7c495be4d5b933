package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.internal.unit.Demand;
import io.github.jdbcreplicated.internal.unit.Positions;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where the servers of one cluster are, what clients may ask of that, and how to wait for it. */
public final class ClusterPositions implements Positions {
    private final Cluster cluster;
    private final Monitor monitor;
    private final CatchUp catchUp;
    private final ConnectionRuns connectionRuns = new ConnectionRuns();

    ClusterPositions(Cluster cluster, Monitor monitor) {
        this.cluster = cluster;
        this.monitor = monitor;
        this.catchUp = new CatchUp(cluster, monitor);
    }

    @Override
    public String cluster() {
        return cluster.name();
    }

    @Override
    public String system() {
        return sightings().system();
    }

    /** Whether the servers answer where they are, or will once they answer at all. */
    public boolean areExpected() {
        return cluster.isWatched() || areReadable();
    }

    /** Whether the servers answer where they are; else clients that wrote read from the primary for a time. */
    public boolean areReadable() {
        return cluster.arePositionsReadable();
    }

    @Override
    public boolean areTold() {
        return cluster.freshness().level() != Consistency.EVENTUAL;
    }

    @Override
    public @Nullable Position floorOf(ConsistencyToken token) {
        if (token.isEmpty()) {
            return null;
        }
        if (!areExpected()) {
            return isWithinWindow(token) ? Position.UNKNOWN : null;
        }
        if (system().isEmpty()) {
            return Position.UNKNOWN;
        }
        Position position = positionIn(token);
        if (position == null && token.speaksOnlyOfStrangers()) {
            doubt(Doubt.FOREIGN_CLUSTER);
        }
        return position == null || !position.isKnown() ? position : ofOurHistory(position);
    }

    @Override
    public Position lastSeen() {
        return lastSeen(cluster.primary());
    }

    /** The node's position when it was last observed; unknown before. */
    public Position lastSeen(Node node) {
        return sightings().position(node);
    }

    @Override
    public @Nullable Incarnation primaryRun() {
        return sightings().run(cluster.primary());
    }

    @Override
    public Position capture(@Nullable Incarnation since) {
        if (!areReadable()) {
            return Position.UNKNOWN;
        }
        try {
            Observation seen = monitor.ask(cluster.primary())
                    .get(cluster.freshness().captureTimeout().toNanos(), TimeUnit.NANOSECONDS);
            boolean sameRun = since == null || since.equals(seen.run());
            return sameRun && !seen.inRecovery() ? seen.position() : Position.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Position.UNKNOWN;
        } catch (ExecutionException | TimeoutException e) {
            return Position.UNKNOWN;
        }
    }

    /** Waits until a replica, {@code kept} or with null any, has reached the floor; not for long. */
    public CatchUp.Found await(@Nullable Node kept, Position floor) {
        CatchUp.Found found = catchUp.await(kept, floor);
        if (found.isBeyondPrimary()) {
            doubt(Doubt.FUTURE_POSITION);
        }
        return found;
    }

    /**
     * The run of the server that the connection leads to; null unless the node was last seen in that run and it meets the
     * demand. All by one look at what was seen: between the choice of a node and its connection the server may have been
     * started again, behind what it had shown, or another may have taken its address. Asks the server once per physical
     * connection.
     */
    public @Nullable Incarnation runMeeting(Demand demand, Node node, Connection connection) throws SQLException {
        Sightings now = sightings();
        Incarnation run = now.run(node);
        return run != null && meets(demand, node, run, now) && connectionRuns.isOf(run, connection) ? run : null;
    }

    private boolean meets(Demand demand, Node node, Incarnation run, Sightings now) {
        Position floor = demand.floor();
        return (floor == null || now.covers(node, floor))
                && (demand.seenOn() == 0
                        || node.fingerprint(run) == demand.seenOn()
                        || now.covers(node, primarySeenAfter(demand.arrivedBy(), now)));
    }

    /** The number that tells the node's run from others; 0 while none was seen. */
    public long fingerprint(Node node) {
        Incarnation run = sightings().run(node);
        return run == null ? 0 : node.fingerprint(run);
    }

    /** The primary's position if it was asked after this time, in nanoseconds; else unknown. */
    public Position primarySeenAfter(long nanos) {
        return primarySeenAfter(nanos, sightings());
    }

    private Position primarySeenAfter(long nanos, Sightings sightings) {
        Observation seen = sightings.of(cluster.primary());
        return seen != null && !seen.inRecovery() && seen.askedAt() - nanos > 0 ? seen.position() : Position.UNKNOWN;
    }

    /** Notes that a token that cannot be read was taken for absent. */
    public void doubtUnverified() {
        doubt(Doubt.BUDGET_SPENT);
    }

    /**
     * Whether the connection leads to the server that is the primary now. Not asked before that has changed: until then
     * there is no other that it could lead to.
     */
    public boolean leadsToPrimary(Node node, Connection connection) throws SQLException {
        Sightings now = sightings();
        Incarnation run = now.hasPrimaryChanged() ? now.run(node) : null;
        return run == null || connectionRuns.isOf(run, connection);
    }

    private Sightings sightings() {
        return cluster.view().sightings;
    }

    /** Also what was said before any server had told which database this is. */
    private @Nullable Position positionIn(ConsistencyToken token) {
        Position position = token.position(cluster.name(), system());
        return position == null ? token.position(cluster.name(), "") : position;
    }

    /** Positions of another timeline do not compare, unless they were before the promotion that ended it. */
    private Position ofOurHistory(Position position) {
        int timeline = lastSeen().timeline();
        if (timeline == 0 || timeline == position.timeline() || sightings().survived(position, timeline)) {
            return position;
        }
        boolean older = Integer.compareUnsigned(position.timeline(), timeline) < 0;
        doubt(older ? Doubt.OLDER_TIMELINE : Doubt.NEWER_TIMELINE);
        return Position.UNKNOWN;
    }

    private boolean isWithinWindow(ConsistencyToken token) {
        Instant issued = token.issuedAt();
        return token.position(cluster.name(), system()) != null
                && (issued == null || issued.plus(cluster.freshness().maxLag()).isAfter(Instant.now()));
    }

    private void doubt(Doubt doubt) {
        cluster.listeners().tokenDoubted(cluster.name(), doubt);
    }
}
