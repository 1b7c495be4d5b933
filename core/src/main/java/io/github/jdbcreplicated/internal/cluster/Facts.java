package io.github.jdbcreplicated.internal.cluster;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was noted of a cluster's nodes, in the order of their configuration; immutable. What follows from it for the
 * choice is in {@link ClusterView}.
 */
record Facts(
        List<NodeFacts> nodes,
        Sightings sightings,
        Election election,
        @Nullable Instant lastRound,
        int monitorRestarts) {
    /** Nothing is known of these yet. */
    static Facts ofUnknown(List<Node> nodes) {
        return new Facts(
                nodes.stream().map(NodeFacts::new).toList(),
                Sightings.ofNone(nodes.size()),
                Election.AS_CONFIGURED,
                null,
                0);
    }

    NodeFacts of(Node node) {
        for (NodeFacts facts : nodes) {
            if (facts.node() == node) {
                return facts;
            }
        }
        throw new IllegalArgumentException("no node '" + node + "'");
    }

    NodeFacts primary() {
        return nodes.stream()
                .filter(this::isPrimary)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the primary is not among the nodes"));
    }

    boolean isPrimary(NodeFacts facts) {
        return facts.node().index() == election.primary();
    }

    Facts with(Node node, UnaryOperator<NodeFacts> change) {
        return withAll(facts -> facts.node() == node ? change.apply(facts) : facts);
    }

    Facts withAll(UnaryOperator<NodeFacts> change) {
        return new Facts(nodes.stream().map(change).toList(), sightings, election, lastRound, monitorRestarts);
    }

    Facts with(Sightings seen) {
        return new Facts(nodes, seen, election, lastRound, monitorRestarts);
    }

    /** With one node more, of which nothing is known. */
    Facts withNode(Node added) {
        List<NodeFacts> more =
                Stream.concat(nodes.stream(), Stream.of(new NodeFacts(added))).toList();
        return new Facts(more, sightings, election, lastRound, monitorRestarts);
    }

    Facts without(Node removed) {
        List<NodeFacts> fewer =
                nodes.stream().filter(facts -> facts.node() != removed).toList();
        return new Facts(fewer, sightings, election, lastRound, monitorRestarts);
    }

    Facts withRound(Instant at) {
        return new Facts(nodes, sightings, election, at, monitorRestarts);
    }

    Facts withRestart() {
        return new Facts(nodes, sightings, election, lastRound, monitorRestarts + 1);
    }

    /** With the node that takes writes by what all of them say now. */
    Facts elected(boolean followFailover) {
        List<Election.Candidate> candidates =
                nodes.stream().map(this::candidate).toList();
        Election next = election.next(candidates, followFailover);
        return next.equals(election)
                ? this
                : new Facts(nodes, sightings.withPrimary(next.primary()), next, lastRound, monitorRestarts);
    }

    /** One that was out need not have proven to be well: it is asked what it is, not given reads. */
    private Election.Candidate candidate(NodeFacts facts) {
        boolean unreachable = facts.health() instanceof Health.Unreachable out && out.good() == 0;
        return new Election.Candidate(
                facts.node().index(), facts.node().name(), sightings.of(facts.node()), !facts.silent() && !unreachable);
    }
}
