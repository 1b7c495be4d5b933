package io.github.jdbcreplicated.testkit.junit;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * What stands behind {@link PostgresClusterTest}. Registered without that annotation, it gives a shared cluster of one
 * replica.
 */
public final class PostgresClusterExtension
        implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(PostgresClusterExtension.class);

    /** Made by JUnit. */
    public PostgresClusterExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        PostgresCluster cluster = running(context).cluster();
        inject(context.getRequiredTestClass(), null, cluster);
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) throws IllegalAccessException {
        inject(testInstance.getClass(), testInstance, running(context).cluster());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(PostgresCluster.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).cluster();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        running(context).heal();
    }

    private static RunningCluster running(ExtensionContext context) {
        ClusterRequest request = ClusterRequest.of(context.getRequiredTestClass());
        ExtensionContext keeper = request.owner() == null ? context.getRoot() : keeperOf(request.owner(), context);
        return keeper.getStore(NAMESPACE).getOrComputeIfAbsent(request, RunningCluster::new, RunningCluster.class);
    }

    /** The context of the class that owns the cluster, seen from one of its tests or of its nested classes' tests. */
    private static ExtensionContext keeperOf(Class<?> owner, ExtensionContext context) {
        ExtensionContext keeper = context;
        while (isInside(keeper, owner)) {
            keeper = keeper.getParent().orElseThrow();
        }
        return keeper;
    }

    private static boolean isInside(ExtensionContext context, Class<?> owner) {
        boolean isOwner = context.getTestMethod().isEmpty()
                && context.getTestClass().filter(owner::equals).isPresent();
        boolean parentHasClass =
                context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        return !isOwner && parentHasClass;
    }

    private static void inject(Class<?> type, @Nullable Object instance, PostgresCluster cluster)
            throws IllegalAccessException {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (isWanted(field, instance == null)) {
                    field.setAccessible(true);
                    field.set(instance, cluster);
                }
            }
        }
    }

    private static boolean isWanted(Field field, boolean wantStatic) {
        int modifiers = field.getModifiers();
        return field.getType().equals(PostgresCluster.class)
                && Modifier.isStatic(modifiers) == wantStatic
                && !Modifier.isFinal(modifiers);
    }
}
