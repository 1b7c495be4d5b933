package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.util.List;

/** What is noted of a primary and three replicas, with what tests of that have in common. */
abstract class ThreeReplicas {
    final List<Node> nodes = Servers.cluster(3);
    final Node primary = nodes.get(0);
    final Node first = nodes.get(1);
    final Node second = nodes.get(2);
    final Node third = nodes.get(3);
    Facts facts = Facts.ofUnknown(nodes);

    final void see(Node node, Observation seen) {
        facts = facts.with(facts.sightings().with(node, seen, seen.askedAt() - 1_000 * Servers.SECOND));
    }
}
