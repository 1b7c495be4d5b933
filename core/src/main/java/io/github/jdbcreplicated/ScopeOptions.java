package io.github.jdbcreplicated;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a scope was opened with.
 *
 * @param target the explicit target; null where the unit's inferred target holds
 * @param cluster the cluster that the target is about; null for every cluster
 * @param origin the code that asked, for messages; null when unknown
 * @param readingOnly whether the work inside is known not to write
 */
record ScopeOptions(
        @Nullable Target target,
        @Nullable String cluster,
        Consistency consistency,
        Fallback fallback,
        @Nullable String origin,
        boolean readingOnly) {

    static final ScopeOptions INFERRED = new ScopeOptions((Target) null);
    static final ScopeOptions PRIMARY = new ScopeOptions(Target.PRIMARY);
    static final ScopeOptions REPLICA = new ScopeOptions(Target.REPLICA);

    ScopeOptions {
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(fallback, "fallback");
    }

    ScopeOptions(@Nullable Target target) {
        this(target, null, Consistency.DEFAULT, Fallback.DEFAULT, null, false);
    }

    /** Whether they ask for anything at all. */
    boolean ask() {
        return !equals(INFERRED);
    }

    boolean appliesTo(String someCluster) {
        return cluster == null || cluster.equals(someCluster);
    }

    ScopeOptions in(@Nullable String newCluster) {
        return new ScopeOptions(target, newCluster, consistency, fallback, origin, readingOnly);
    }

    ScopeOptions promising(Consistency newConsistency) {
        return new ScopeOptions(target, cluster, newConsistency, fallback, origin, readingOnly);
    }

    ScopeOptions orElse(Fallback newFallback) {
        return new ScopeOptions(target, cluster, consistency, newFallback, origin, readingOnly);
    }

    ScopeOptions from(String newOrigin) {
        return new ScopeOptions(target, cluster, consistency, fallback, newOrigin, readingOnly);
    }

    ScopeOptions onlyReading() {
        return new ScopeOptions(target, cluster, consistency, fallback, origin, true);
    }

    @Override
    public String toString() {
        return (target == null ? "inferred" : target.toString())
                + (cluster == null ? "" : " in cluster '" + cluster + "'")
                + (origin == null ? "" : " of " + origin);
    }
}
