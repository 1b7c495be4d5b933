package io.github.jdbcreplicated.spring;

import com.google.errorprone.annotations.MustBeClosed;
import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** What an annotation asks for. */
record Directive(Target target, String cluster, Consistency consistency, Fallback fallback) {

    /** What the element itself carries, directly or by a meta-annotation; the primary wins where it carries both. */
    static @Nullable Directive on(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.DIRECT);
        if (annotations.isPresent(UsePrimary.class)) {
            UsePrimary primary = annotations.get(UsePrimary.class).synthesize();
            return new Directive(Target.PRIMARY, primary.cluster(), primary.consistency(), primary.fallback());
        }
        if (annotations.isPresent(UseReplica.class)) {
            UseReplica replica = annotations.get(UseReplica.class).synthesize();
            return new Directive(Target.REPLICA, replica.cluster(), replica.consistency(), replica.fallback());
        }
        return null;
    }

    @MustBeClosed
    ReplicationScope open(String origin) {
        return ReplicationScope.with(target)
                .cluster(cluster)
                .consistency(consistency)
                .fallback(fallback)
                .origin(origin)
                .open();
    }

    @Override
    public String toString() {
        return target == Target.PRIMARY ? "@UsePrimary" : "@UseReplica";
    }
}
