package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.NodeState.Role;
import io.github.jdbcreplicated.internal.dialect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the servers answered to their probes, or did not, and what is concluded from it. Used by any thread. */
final class ProbeEvidence {
    private final Views views;
    private final FailureStance stance;
    private final Duration maxLag;
    private final LongSupplier nanoTime;

    ProbeEvidence(Views views, FailureStance stance, Duration maxLag, LongSupplier nanoTime) {
        this.views = views;
        this.stance = stance;
        this.maxLag = maxLag;
        this.nanoTime = nanoTime;
    }

    /** Notes what a server said about its role. */
    void observed(Node node, Role role) {
        views.note(node, facts -> facts.withRole(role));
    }

    /** Notes where a server was seen. */
    void learn(Node node, Observation seen) {
        long now = nanoTime.getAsLong();
        long oldest = now - 2 * maxLag.toNanos();
        views.publish(before -> learned(before, node, seen, oldest, now));
    }

    private ClusterView learned(ClusterView before, Node node, Observation seen, long oldest, long now) {
        if (!before.has(node.name())) {
            return before;
        }
        Sightings sightings = before.sightings.with(node, seen, oldest);
        NodeFacts known = before.facts.of(node);
        if (changesNothing(known, before.sightings.of(node), seen) && isAsBefore(before, known, seen)) {
            return before.withSeen(sightings);
        }
        ProofOfHealth proof = node == before.primary ? ProofOfHealth.OF_PRIMARY : ProofOfHealth.OF_REPLICA;
        Health health = known.health().answered(seen.askedAt(), now, proof);
        return views.of(before.facts
                .with(sightings)
                .with(
                        node,
                        facts -> facts.with(health)
                                .withSilent(false)
                                .withHindered(facts.hindered().after(seen)))
                .elected(stance.followFailover()));
    }

    /** A replica that serves goes on serving until the next review, which looks at what became late of all together. */
    private static boolean isAsBefore(ClusterView before, NodeFacts known, Observation seen) {
        return known.node() == before.primary
                || (before.isUsable(known.node())
                        && known.hindered().equals(known.hindered().after(seen)));
    }

    /** A primary that commits is asked thousands of times a second, and many replicas answer in each round. */
    private static boolean changesNothing(NodeFacts known, @Nullable Observation before, Observation seen) {
        return before != null
                && known.health() instanceof Health.Up
                && !known.silent()
                && before.inRecovery() == seen.inRecovery()
                && before.run().equals(seen.run());
    }

    /**
     * Notes that a server could not be asked; a pool that is used up, or a server that has no connections left, is not dead.
     * One that let a driver's time-out pass is silent, of which the monitor knows better when it has lasted for too long.
     */
    void failed(Node node, Throwable failure) {
        if (Failure.isOnlySilence(node, failure)) {
            return;
        }
        if (Failure.isOwnTrouble(failure) || !(Failure.isAboutReach(failure) || isRefusedReplica(node, failure))) {
            return;
        }
        long now = nanoTime.getAsLong();
        String why = "could not be asked: " + Failure.describe(failure);
        views.noteWith(
                node,
                before -> before.with(node, facts -> facts.with(facts.health().unreachable(now, why)))
                        .elected(stance.followFailover()));
    }

    /** A primary that refuses the probe's login is there: its pool may log in as somebody else, or have done so before. */
    private boolean isRefusedReplica(Node node, Throwable failure) {
        return node != views.now().primary && Failure.isAboutLogin(failure);
    }

    /** Notes which servers have not answered for how long, and which are slow; looks again which are late. */
    void review(Silence silence, Slowness slowness) {
        long now = nanoTime.getAsLong();
        Instant at = Instant.now();
        views.publish(before -> views.of(before.facts
                .withAll(facts -> slowness.judge(silence.judge(facts, facts.node() == before.primary, now)))
                .withRound(at)
                .elected(stance.followFailover())));
    }

    /** Notes that what asks the servers was started again. */
    void monitorRestarted() {
        views.publish(before -> views.of(before.facts.withRestart()));
    }
}
