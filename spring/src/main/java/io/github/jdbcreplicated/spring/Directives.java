package io.github.jdbcreplicated.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;

/**
 * Finds what the annotations ask of a method of a class; thread-safe.
 *
 * <p>Looked at in this order, the first that carries one wins: the method and those it overrides in superclasses; the
 * class and its superclasses; the interfaces' declarations of the method; the interfaces that have the method. A
 * JDK proxy, such as a Spring Data repository, counts as its interfaces: so {@code count()}, which a repository inherits,
 * follows the annotation of the repository that inherits it.
 */
final class Directives {
    /** Written by the first call for a method, or two that race to the same value; read by every call. */
    private final Map<MethodClassKey, Optional<Directive>> found = new ConcurrentHashMap<>();

    /** What is asked of {@code method}, called on an object of {@code targetClass}; null for nothing. */
    @Nullable
    Directive find(Method method, Class<?> targetClass) {
        return found.computeIfAbsent(
                        new MethodClassKey(method, targetClass),
                        key -> search(method, ClassUtils.getUserClass(targetClass)))
                .orElse(null);
    }

    /** Whether a method of the type could be asked for something. */
    boolean isCarriedBy(Class<?> targetClass) {
        Class<?> type = ClassUtils.getUserClass(targetClass);
        return Stream.concat(classes(type).stream(), interfaces(type).stream())
                .anyMatch(candidate -> Directive.on(candidate) != null
                        || Arrays.stream(candidate.getDeclaredMethods()).anyMatch(m -> Directive.on(m) != null));
    }

    /** The name of the code for messages: {@code OrderService.find}. */
    static String origin(Method method, Class<?> targetClass) {
        Class<?> type = ClassUtils.getUserClass(targetClass);
        Class<?> named = Proxy.isProxyClass(type)
                ? interfaces(type).stream()
                        .filter(each -> declares(each, method, type))
                        .findFirst()
                        .orElse(method.getDeclaringClass())
                : type;
        return named.getSimpleName() + "." + method.getName();
    }

    private static Optional<Directive> search(Method method, Class<?> type) {
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        if (specific.getDeclaringClass() == Object.class) {
            return Optional.empty();
        }
        List<Class<?>> classes = classes(type);
        List<Class<?>> interfaces = interfaces(type).stream()
                .filter(each -> declares(each, specific, type))
                .toList();
        return Stream.of(
                        declarations(classes, specific, type),
                        classes.stream(),
                        declarations(interfaces, specific, type),
                        interfaces.stream().flatMap(each -> withSuperInterfaces(each).stream()))
                .flatMap(elements -> elements)
                .map((AnnotatedElement element) -> Optional.ofNullable(Directive.on(element)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The methods of the types that {@code specific} is, overrides or implements, as seen from {@code type}. */
    private static Stream<Method> declarations(Collection<Class<?>> types, Method specific, Class<?> type) {
        return types.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(candidate -> isSame(candidate, specific, type))
                .map(BridgeMethodResolver::findBridgedMethod);
    }

    private static boolean declares(Class<?> anInterface, Method specific, Class<?> type) {
        return Arrays.stream(anInterface.getMethods()).anyMatch(candidate -> isSame(candidate, specific, type));
    }

    /** Compares what a call ends in, which also sees through generic parameters. */
    private static boolean isSame(Method candidate, Method specific, Class<?> type) {
        return candidate.getName().equals(specific.getName())
                && candidate.getParameterCount() == specific.getParameterCount()
                && AopUtils.getMostSpecificMethod(candidate, type)
                        .equals(AopUtils.getMostSpecificMethod(specific, type));
    }

    /** The class and its superclasses; none for a JDK proxy, whose class says nothing. */
    private static List<Class<?>> classes(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        Class<?> each = type.isInterface() || Proxy.isProxyClass(type) ? null : type;
        while (each != null && each != Object.class) {
            classes.add(each);
            each = each.getSuperclass();
        }
        return classes;
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            interfaces.addAll(withSuperInterfaces(each));
        }
        interfaces.removeIf(each -> !each.isInterface());
        return interfaces;
    }

    /** The type and what it extends or implements as interfaces, nearest first. */
    private static Set<Class<?>> withSuperInterfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>(List.of(type));
        List<Class<?>> level = List.of(type);
        while (!level.isEmpty()) {
            level = level.stream()
                    .flatMap(each -> Arrays.stream(each.getInterfaces()))
                    .toList();
            all.addAll(level);
        }
        return all;
    }
}
