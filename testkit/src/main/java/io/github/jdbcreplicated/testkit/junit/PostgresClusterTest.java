package io.github.jdbcreplicated.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class a running {@link io.github.jdbcreplicated.testkit.PostgresCluster}: as a parameter of the
 * constructor, of test methods and of lifecycle methods, and in every field of that type that is not final.
 *
 * <p>After each test all faults are taken back; if that fails, the cluster is built anew in place. What tests have
 * written stays, so a test makes the tables it needs. Tests of this kind do not run in parallel with each other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(PostgresClusterExtension.class)
@ResourceLock("io.github.jdbcreplicated.testkit.PostgresCluster")
public @interface PostgresClusterTest {

    /** How many replicas, 0 to 8. */
    int replicas() default 1;

    /** Lines of {@code postgresql.conf} in the form {@code name=value}. */
    String[] settings() default {};

    /** Who shares the cluster. */
    Isolation isolation() default Isolation.SHARED;
}
