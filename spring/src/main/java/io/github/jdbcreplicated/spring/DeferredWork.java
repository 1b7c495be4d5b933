package io.github.jdbcreplicated.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Methods that return before their work is done, and whose work then runs on threads that they do not choose: a scope
 * around the call would be closed before it matters.
 *
 * <p>The types are known by name only; none of their libraries is needed. A {@code CompletableFuture} is none of them: its
 * work begins inside the call, and {@code ReplicationScope.wrap} carries the scope.
 */
final class DeferredWork {
    private static final Set<String> TYPES = Set.of(
            "org.reactivestreams.Publisher", "java.util.concurrent.Flow$Publisher", "kotlinx.coroutines.flow.Flow");
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private DeferredWork() {}

    /**
     * Refuses an annotated method that works later.
     *
     * @throws IllegalStateException naming the method, the type and the remedy
     */
    static void refuse(Method method, Directive directive, String origin) {
        String why = reason(method);
        if (why != null) {
            throw new IllegalStateException(directive + " cannot hold for " + origin + ", which " + why
                    + ": its work runs after the call, on threads where no scope is open, and so on the primary. "
                    + "Remove the annotation there, or annotate the blocking method that does the work");
        }
    }

    private static @Nullable String reason(Method method) {
        if (isOneOf(method.getReturnType())) {
            return "returns " + method.getReturnType().getName();
        }
        return Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type.getName().equals(CONTINUATION))
                ? "is a suspending function"
                : null;
    }

    private static boolean isOneOf(@Nullable Class<?> type) {
        return type != null
                && (TYPES.contains(type.getName())
                        || isOneOf(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(DeferredWork::isOneOf));
    }
}
