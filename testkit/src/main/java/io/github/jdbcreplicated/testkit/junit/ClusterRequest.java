package io.github.jdbcreplicated.testkit.junit;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresClusterBuilder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a test class asks for; equal requests share a cluster.
 *
 * @param owner the class that wants the cluster for itself, null if it is shared
 */
record ClusterRequest(
        int replicas, Set<String> settings, @Nullable Class<?> owner) {

    /** The request of the nearest class with the annotation, from inside out; without any, the defaults. */
    static ClusterRequest of(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            PostgresClusterTest wish = type.getAnnotation(PostgresClusterTest.class);
            if (wish != null) {
                return of(wish, type);
            }
        }
        return new ClusterRequest(1, Set.of(), null);
    }

    PostgresCluster start() {
        PostgresClusterBuilder builder = PostgresCluster.builder().replicas(replicas);
        settings.forEach(setting -> add(setting, builder));
        return builder.start();
    }

    private static ClusterRequest of(PostgresClusterTest wish, Class<?> type) {
        return new ClusterRequest(
                wish.replicas(),
                new TreeSet<>(Arrays.asList(wish.settings())),
                wish.isolation() == Isolation.PER_CLASS ? type : null);
    }

    private static void add(String setting, PostgresClusterBuilder builder) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("settings of @PostgresClusterTest has '" + setting
                    + "'; expected is a form like max_connections=60");
        }
        builder.setting(
                setting.substring(0, equals).trim(),
                setting.substring(equals + 1).trim());
    }
}
