package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.NodeState.Role;

/**
 * What was noted of one node; immutable.
 *
 * @param role what it said when it was asked what it is
 * @param drained whether an operator keeps it from work
 * @param silent whether a question to it has had no answer for too long
 * @param hindered what keeps reads there from getting on though it answers
 * @param slow why others are to be preferred, for people; empty where it is as quick as they are
 */
record NodeFacts(
        Node node, Health health, Role role, boolean drained, boolean silent, Hindrance hindered, String slow) {
    NodeFacts(Node node) {
        this(node, Health.untried(), Role.UNKNOWN, false, false, Hindrance.NONE, "");
    }

    NodeFacts with(Health next) {
        return new NodeFacts(node, next, role, drained, silent, hindered, slow);
    }

    NodeFacts withRole(Role said) {
        return new NodeFacts(node, health, said, drained, silent, hindered, slow);
    }

    NodeFacts withDrained(boolean is) {
        return new NodeFacts(node, health, role, is, silent, hindered, slow);
    }

    NodeFacts withSilent(boolean is) {
        return new NodeFacts(node, health, role, drained, is, hindered, slow);
    }

    NodeFacts withHindered(Hindrance by) {
        return new NodeFacts(node, health, role, drained, silent, by, slow);
    }

    NodeFacts withSlow(String why) {
        return new NodeFacts(node, health, role, drained, silent, hindered, why);
    }
}
