package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The methods of beans that an annotation is about. */
final class AnnotatedMethods extends StaticMethodMatcherPointcut {
    private final Directives directives;

    /** Added to as beans are created; read there too, and at the first call of a method. */
    private final Set<Class<?>> inspected = ConcurrentHashMap.newKeySet();

    AnnotatedMethods(Directives directives, Predicate<Class<?>> except) {
        this.directives = directives;
        setClassFilter(type -> AnnotationUtils.isCandidateClass(type, List.of(UsePrimary.class, UseReplica.class))
                && directives.isCarriedBy(type)
                && !except.test(ClassUtils.getUserClass(type)));
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        if (directives.find(method, targetClass) == null) {
            return false;
        }
        if (inspected.add(ClassUtils.getUserClass(targetClass))) {
            Inspection.of(ClassUtils.getUserClass(targetClass), directives);
        }
        return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }
}
