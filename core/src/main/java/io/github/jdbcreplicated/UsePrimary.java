package io.github.jdbcreplicated;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated handler, method, or every method of the annotated type, runs with explicit target {@code PRIMARY}.
 *
 * <p>A method's annotation wins over its type's. Where one element carries both, {@code @UsePrimary} wins over
 * {@link UseReplica}. Inside a transaction that already reads from a replica it fails with a
 * {@link RouteConflictException}: a transaction cannot change its server.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface UsePrimary {
    /** The cluster that this is about; empty (the default) for every cluster. */
    String cluster() default "";

    /** What is promised about the reads inside; by default what the data source was built with. */
    Consistency consistency() default Consistency.DEFAULT;

    /** What a read inside does when no replica can serve it; by default what the data source was built with. */
    Fallback fallback() default Fallback.DEFAULT;
}
