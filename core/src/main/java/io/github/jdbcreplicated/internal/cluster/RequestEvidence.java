package io.github.jdbcreplicated.internal.cluster;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What requests met on their way to a node, and what is concluded from it. Used by any thread. */
final class RequestEvidence {
    private final Views views;
    private final Monitor monitor;
    private final FailureStance stance;
    private final LongSupplier nanoTime;
    private final BooleanSupplier watched;

    /** With whether the servers are watched, and the monitor that does. */
    RequestEvidence(
            Views views, Monitor monitor, FailureStance stance, LongSupplier nanoTime, BooleanSupplier watched) {
        this.views = views;
        this.monitor = monitor;
        this.stance = stance;
        this.nanoTime = nanoTime;
        this.watched = watched;
    }

    /** Takes a node that could not give a connection out of service, until it is tried again or has proven to be well. */
    void passOver(Node node, Exception failure) {
        if (Failure.isOwnTrouble(failure)) {
            return;
        }
        String why = "could not give a connection: " + Failure.describe(failure);
        long now = nanoTime.getAsLong();
        views.note(node, facts -> facts.with(afterNothing(facts, failure, now, why)));
        monitor.poke(node);
    }

    /** Where the servers are watched, a pool that is used up says that it is busy, and no more than that. */
    private Health afterNothing(NodeFacts facts, Exception failure, long now, String why) {
        boolean replica = facts.node() != views.now().primary;
        if (watched.getAsBoolean() && !replica && Failure.isOnlySilence(facts.node(), failure)) {
            return facts.health();
        }
        if (watched.getAsBoolean() && replica && Failure.isAboutReach(failure)) {
            return facts.health().unreachable(now, why);
        }
        if (watched.getAsBoolean() && !Failure.isOfServer(failure)) {
            return replica ? facts.health().lostConnection(now) : facts.health();
        }
        return facts.health().gaveNothing(now + stance.downtime().toNanos(), why);
    }

    /** Notes that a node gave a connection. Where nobody watches the servers, nobody would raise its share with time either. */
    void gaveConnection(Node node) {
        ClusterView now = views.now();
        if (now.hasRetries() && now.isPassedOver(node.name())) {
            long nanos = nanoTime.getAsLong();
            views.note(node, facts -> facts.with(facts.health().gaveConnection(nanos, watched.getAsBoolean())));
        }
    }

    /** Notes that a connection to a node was lost, or showed another role than it was leased for: it is looked at. */
    void lostConnection(Node node) {
        if (!watched.getAsBoolean()) {
            return;
        }
        if (node != views.now().primary) {
            long now = nanoTime.getAsLong();
            views.note(node, facts -> facts.with(facts.health().lostConnection(now)));
        }
        monitor.pokeAll();
    }
}
