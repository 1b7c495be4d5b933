package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.token.Position;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Gives nodes that were passed over, and whose time to be tried again has come, to one caller each. Used by any thread. */
final class Trials {
    private final Views views;
    private final FailureStance stance;
    private final LongSupplier nanoTime;

    Trials(Views views, FailureStance stance, LongSupplier nanoTime) {
        this.views = views;
        this.stance = stance;
        this.nanoTime = nanoTime;
    }

    /** A replica to be tried by the calling thread alone, {@code kept} or, with null, any. */
    @Nullable
    Node claimDue(ClusterView now, @Nullable Node kept, @Nullable Position floor) {
        long nanos = nanoTime.getAsLong();
        for (NodeFacts facts : now.facts.nodes()) {
            Node replica = facts.node();
            boolean asked = replica != now.primary && (kept == null || kept == replica);
            boolean fit = asked && !facts.drained() && (floor == null || now.sightings.covers(replica, floor));
            if (fit
                    && facts.health() instanceof Health.PassedOver passed
                    && nanos - passed.retryAt() >= 0
                    && claimRetry(replica, passed, nanos)) {
                return replica;
            }
        }
        return null;
    }

    /** Moves the node's next retry away, unless another thread has done so since. */
    private boolean claimRetry(Node node, Health.PassedOver passed, long nanos) {
        Health later = new Health.PassedOver(nanos + stance.downtime().toNanos(), passed.evidence());
        AtomicBoolean mine = new AtomicBoolean();
        views.publish(before -> {
            mine.set(before.has(node.name()) && before.facts.of(node).health() == passed);
            return mine.get() ? views.of(before.facts.with(node, facts -> facts.with(later))) : before;
        });
        return mine.get();
    }
}
