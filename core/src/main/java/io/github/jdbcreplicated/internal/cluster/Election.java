package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.Observation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which node takes writes, by what the servers say of themselves; a pure function of that.
 *
 * @param primary the index of the node that takes writes, or of the last that did
 * @param takesWrites whether it does now, as far as roles go
 * @param timeline the latest timeline that was written to; 0 before any was seen
 * @param evidence what led to this, for people; while none takes writes, said of the last that did: "is a replica now"
 */
record Election(int primary, boolean takesWrites, int timeline, String evidence) {
    /** As configured; roles that nobody can read are believed. */
    static final Election AS_CONFIGURED = new Election(0, true, 0, "as configured");

    /**
     * What one node says of itself.
     *
     * @param seen what it answered last; null if it never did
     * @param answers whether it can be reached now
     */
    record Candidate(int index, String name, @Nullable Observation seen, boolean answers) {
        boolean claims() {
            return answers && seen != null && !seen.inRecovery();
        }

        private int timeline() {
            return seen == null ? 0 : seen.run().timeline();
        }

        private boolean follows(Candidate other) {
            return answers
                    && seen != null
                    && seen.inRecovery()
                    && timeline() == other.timeline()
                    && isOfSystemOf(other);
        }

        private boolean isSameServerAs(Candidate other) {
            return seen != null && other.seen != null && seen.run().equals(other.seen.run());
        }

        /** Also while that of either is not known. */
        private boolean isOfSystemOf(Candidate other) {
            return seen == null
                    || other.seen == null
                    || seen.run().system().equals(other.seen.run().system());
        }
    }

    /**
     * Nothing is decided before the one that should take writes was heard. The node that more others follow wins; among equals, the one that took writes before and still answers. Otherwise
     * nobody does. One on an older timeline than was written to never does: its history has ended; nor does another than the
     * incumbent on that very timeline, or one of another database system, such as an empty one that was created at a node's address.
     */
    Election next(List<Candidate> all, boolean followFailover) {
        Candidate last = all.stream()
                .filter(candidate -> candidate.index() == primary)
                .findFirst()
                .orElseThrow();
        if (last.seen() == null && last.answers()) {
            return this;
        }
        List<Candidate> claimants = all.stream()
                .filter(Candidate::claims)
                .filter(candidate -> candidate.isOfSystemOf(last))
                .filter(candidate -> mayTakeWrites(candidate, last))
                .filter(candidate -> followFailover || candidate.index() == 0)
                .toList();
        return claimants.isEmpty() ? withoutClaimant(last, followFailover) : won(claimants, all);
    }

    /**
     * A promotion begins a timeline. Who claims that which was written to was promoted beside the incumbent, or not at all: its
     * positions would be taken for those of another history. Unless it is the same server by another name.
     */
    private boolean mayTakeWrites(Candidate one, Candidate last) {
        int order = Integer.compareUnsigned(one.timeline(), timeline);
        return order > 0 || (order == 0 && (one.index() == primary || one.isSameServerAs(last)));
    }

    private Election withoutClaimant(Candidate last, boolean followFailover) {
        if (last.seen() == null) {
            return this;
        }
        boolean isReplica = last.seen().inRecovery();
        boolean isPast = Integer.compareUnsigned(last.timeline(), timeline) < 0;
        if (!isReplica && !isPast && !last.answers()) {
            return this;
        }
        String why = isReplica ? "is a replica now" : "is on an ended timeline";
        String successor =
                followFailover ? ", and no node took its place" : ", and no other is followed (replicated.failover)";
        return new Election(primary, false, timeline, why + successor);
    }

    private Election won(List<Candidate> claimants, List<Candidate> all) {
        long most =
                claimants.stream().mapToLong(one -> followers(one, all)).max().orElse(0);
        List<Candidate> best =
                claimants.stream().filter(one -> followers(one, all) == most).toList();
        Candidate incumbent =
                best.stream().filter(one -> one.index() == primary).findFirst().orElse(null);
        if (best.size() > 1 && (incumbent == null)) {
            return new Election(primary, false, timeline, tie(best));
        }
        Candidate winner = incumbent == null ? best.get(0) : incumbent;
        return new Election(winner.index(), true, winner.timeline(), evidence(winner, most, claimants.size()));
    }

    private static String tie(List<Candidate> best) {
        String names = best.stream().map(one -> "'" + one.name() + "'").collect(Collectors.joining(", "));
        return "has lost its place to nobody: " + names
                + " all say that they take writes, and as many nodes follow each; stop all of them but one";
    }

    private static String evidence(Candidate winner, long followers, int claimants) {
        String alone = "'" + winner.name() + "' takes writes on timeline " + winner.timeline();
        return claimants == 1
                ? alone
                : alone + ", and of " + claimants + " nodes that say so it is the one that " + followers
                        + " others follow, or that took them before";
    }

    private static long followers(Candidate one, List<Candidate> all) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).follows(one))
                .count();
    }
}
